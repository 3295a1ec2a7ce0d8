package lm

// The sentences the tests measure with. They were written for this purpose
// and are no part of what the model was trained on.

var simplifiedLines = []string{
	// news
	"市政府昨天宣布，三号线延长段将于年底前通车。",
	"受台风影响，沿海六个县的学校今天全部停课。",
	"记者从发布会上获悉，今年上半年外贸出口增长了百分之七点二。",
	"经过四个小时的紧急抢修，断电的小区在凌晨恢复了供电。",
	"两国代表团在日内瓦举行了第二轮会谈，双方同意继续保持接触。",
	"专家提醒，高温天气里老人和儿童应尽量避免外出。",
	// technology
	"升级之后请先清空缓存，再重新启动服务。",
	"这个函数在输入为空时会返回错误，而不是零值。",
	"数据库的主从延迟超过阈值，监控系统就会自动报警。",
	"新款手机采用了折叠屏设计，电池容量也更大了。",
	"如果编译失败，请检查编译器的版本和环境变量。",
	// literature
	"月光照在结了冰的河面上，远处传来几声狗叫。",
	"她把信折好放回抽屉里，再也没有提起过那个人。",
	"老槐树下的石凳空着，只有风翻动着一张旧报纸。",
	"他沉默了很久，终于把那盏灯吹灭了。",
	"院子里的石榴熟透了，裂开的口子像在笑。",
	// commerce
	"本店所有商品支持七天无理由退货，运费由买家承担。",
	"牛肉面十八元一碗，加一份青菜另收三元。",
	"发票请填写公司全称和税号，三个工作日内寄出。",
	"这款羽绒服保暖又轻便，颜色有黑、白、藏青三种。",
	"会员充值满五百送八十，有效期一年。",
	// chat
	"你到哪儿了？我已经在门口等了二十分钟啦。",
	"别急，等我把手上的活儿干完就过去找你。",
	"这部剧太上头了，我昨晚一口气看到三点。",
	"好的好的，那就周六见，记得带身份证！",
	"妈，我不回去吃饭了，你们先吃吧。",
	"哎呀，你怎么不早说呢，我票都买了。",
	// names
	"主持人介绍说，今晚的嘉宾是钢琴家周慕云和画家沈若兰。",
	"陈建国、李秀英夫妇已经在青岛住了四十年。",
	"请转告刘主任，欧阳教授的航班晚点了。",
	// numbers
	"全长约1,250公里，总投资86.4亿元。",
	"他1987年出生，2009年毕业于南京大学物理系。",
	"会议定于3月12日上午9:30在5楼第2会议室召开。",
	// law
	"当事人对决定不服的，可以自收到通知之日起六十日内申请行政复议。",
	"未经著作权人许可，任何人不得复制、发行其作品。",
	"承租人应当按照约定的期限支付租金。",
	// mixed with English
	"我们用 Kubernetes 部署服务，日志统一写到 Kafka 里。",
	"他的 PPT 做得很漂亮，但是 deadline 已经过了。",
	"点击 Download 按钮，下载最新版的 Chrome 浏览器。",
	// lists, headings
	"一、工作目标；二、主要任务；三、保障措施。",
	"苹果、香蕉、葡萄、西瓜和哈密瓜都打八折。",
	"注意事项：请勿携带宠物入内；请勿大声喧哗。",
	// teaching, medicine, sport, cooking
	"同学们把书翻到第三十二页，我们来看课文的第二段。",
	"医生建议他每天散步半小时，少吃盐和油炸食品。",
	"下半场比赛刚开始五分钟，主队就扳平了比分。",
	"锅里放少许油，把葱姜爆香，再倒入切好的土豆丝翻炒。",
}

var traditionalLines = []string{
	"這家餐廳的牛肉麵很有名，假日常常要排隊一個多小時。",
	"請於收到通知後七日內補繳資料，逾期視同放棄。",
	"捷運站出口旁邊新開了一間書店，二樓可以喝咖啡。",
	"軟體更新完成後，系統會自動重新開機。",
	"老師說明天的戶外教學如果下雨就改期。",
	"巴士站喺商場對面，行過去大概五分鐘。",
	"佢話今晚唔返嚟食飯，叫我哋唔使等佢。",
	"立法會議員就房屋政策提出質詢。",
	"子曰為學之道，貴乎有恆，日進一寸，終成百丈。",
	"山深春已晚，花落水猶香，獨坐聽啼鳥，風吹竹影長。",
	"其人好讀書，家貧無燈，常借月光誦之達旦。",
	"總統府前的廣場今晚將舉行跨年晚會。",
}

var japaneseLines = []string{
	"明日の会議は午前十時から第三会議室で行います。",
	"駅前の喫茶店で友達と待ち合わせをしています。",
	"設定を変更した後は、必ずサーバーを再起動してください。",
	"この本はとても面白かったので、一晩で読み終えてしまいました。",
	"ご不明な点がございましたら、お気軽にお問い合わせください。",
}

var koreanLines = []string{
	"내일 오전 열 시에 회의가 있으니 늦지 마세요.",
	"이 식당은 김치찌개가 정말 맛있어요.",
	"설정을 변경한 후에는 서버를 다시 시작해야 합니다.",
	"비가 와서 소풍이 다음 주로 연기되었다.",
}

var cyrillicLines = []string{
	"Завтра утром мы поедем на дачу к бабушке.",
	"После обновления необходимо перезапустить сервер.",
	"ВНИМАНИЕ: ВХОД ПОСТОРОННИМ ЗАПРЕЩЁН",
	"Книга лежит на столе рядом с лампой.",
	"Ми живемо у великому місті біля річки.",
}

var latinLines = []string{
	"Tôi sẽ đến trường lúc bảy giờ sáng mai.",
	"Nhà hàng này nổi tiếng với món phở bò.",
	"Le café est fermé le dimanche, mais la boulangerie d'à côté reste ouverte.",
	"Der Zug nach München fährt heute fünf Minuten später ab.",
	"El niño pequeño salió al jardín después de la lluvia.",
	"W przyszłym tygodniu jedziemy nad morze z całą rodziną.",
	"Yarın akşam yemeğe gelirseniz çok seviniriz.",
	"Vi ses på lördag när vi har ätit färdigt.",
}

var plainLines = []string{
	"The train leaves at half past six from platform nine.",
	"for i := range rows { total += rows[i].price * rows[i].count }",
	`{"id": 1042, "tags": ["new", "sale"], "price": 19.90}`,
	"2024-05-01T10:22:31Z INFO request served status=200 bytes=5120",
}

func allSentences() []string {
	var all []string
	for _, s := range [][]string{simplifiedLines, traditionalLines, japaneseLines, koreanLines, cyrillicLines, latinLines, plainLines} {
		all = append(all, s...)
	}
	return all
}
