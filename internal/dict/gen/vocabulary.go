package main

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
)

// ambiguous are keys of OpenCC's vocabulary, in simplified characters, that are not
// replaced: words of the mainland as well, with this or another meaning (文件 is also
// a document there, 數位 also "several"), or parts of other words and names.
const ambiguous = "建立 执行 资料 程序 核心 文件 装置 影片 指标 宣告 支援 智慧 通讯 联络 新增 档案 整合 储存 查询 启用 序列 行程 " +
	"传送 复制 互动 呼叫 列举 批次 狮子山 即时 设定 开启 物件 元件 载入 影像 汇入 效能 向量 连结 相容 区域性 叮当 正规化 遮蔽 连线 " +
	"外挂 叮叮当当 叮叮当 变数 影印 类比 存取 卷轴 取样 稽核 检视 停用 过载 高阶 低阶 数位 桌布 简报 社群 图示 离线 存档 映象 冷盘 堆叠 " +
	"截图 扩音 重新整理 释出 剪下 外接 多工 拨出 回拨 线上 布林 尤拉 拉摩 拉罗 萨提 凯吉 佛瑞 韦本 路兰 那杜 查德 尼日 卡达 莱雅 奥福 " +
	"哈萨克 乌兹别克 塔吉克 土库曼 乳酪 泡面 宕机 血红素 防毒 位元 贴上 登入 内建 调变 折积 片语 索引 回圈 萨拉沙泰 佛瑞 高级 尼日 永珍 " +
	"字首 字尾 子音 母音 咖哩 冰棒 自闭症 好市多 好市多公司 部落格 随身碟 通话卡 巢状 排程 触控 外部索引键"

// The regions whose word a key is: the first byte of each value.
const (
	taiwan   = 1
	hongKong = 2
)

// vocabulary returns the words of Taiwan and Hong Kong that the mainland has another
// word for, both in simplified characters.
func (in inputs) vocabulary(simplify func(string) string) []dict.Entry {
	skip := map[string]bool{}
	for _, w := range strings.Fields(ambiguous) {
		skip[w] = true
	}
	value, region := map[string]string{}, map[string]byte{}
	add := func(file string, of byte) {
		for _, e := range in.dict(file) {
			k, v := simplify(e.Key), simplify(e.Value)
			if k == v || skip[k] || k[0] < 0x80 || utf8.RuneCountInString(k) == 1 {
				continue
			}
			if _, ok := value[k]; !ok { // of two, Taiwan's
				value[k] = v
			}
			region[k] |= of
		}
	}
	add("TWPhrasesRev.txt", taiwan)
	add("HKPhrasesRev.txt", hongKong)
	// A word that stands in its own replacement (伊利诺 in 伊利诺伊) stays there.
	for k, v := range value {
		if _, own := value[v]; strings.Contains(v, k) && !own {
			value[v] = v
			region[v] |= region[k]
		}
	}
	out := make([]dict.Entry, 0, len(value))
	for k, v := range value {
		out = append(out, dict.Entry{Key: k, Value: string(rune(region[k])) + v})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out
}
