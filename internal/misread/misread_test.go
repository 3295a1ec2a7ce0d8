package misread

import (
	"bufio"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is commonly seen of 启动, 错误, 是否 and so on.
func TestMisread(t *testing.T) {
	for _, text := range strings.Fields(`鍚姩 ["閿欒"] 鏄惁 淇敼 鍐呭 绔彛 鍙互 瀹夎 杩愯 鐩綍 鏂囦欢 鏁版嵁搴 閸旂姾娴囬崯鍡楁惂
		浠婂ぉ澶╂皵涓嶉敊 服务鍚姩完成 餈鞱 髞呵ｯｯ 蜷ｯ蜉ｨ 偙傟偼偨偩偺椺偱偡`) {
		assert.True(t, In([]byte(text)), text)
	}
	for _, text := range strings.Fields(`鋼鐵 閣樓 鎮長 閱讀 錄音 鍵盤 鍋爐 鐘錶 鈔票 險峻 鑰匙 錘鍊 鏗鏘 鎂鋁鋅 鄧麗君 欒城 灤河 饕餮 魑魅魍魎 齟齬 躊躇 囹圄 㵘 龘靐齉
		鍚鍚 麒麟 蹣跚 薛應旂 王汎森 陳乾生 韶韶 髑髏 鵪鶉 綳綳 囍囍 涓涓細流 浠水縣 鏑 閿鄉 媕娿
		楸槐夾道蟬聲急，蝘蜓緣牆夕照斜。 婀婁婆婉婚婢婦 ⿱宀旦 偽裝的偵探備受推崇，他在門側遇見一位偉大的傑出傘匠 偀偁偂偄偅偆偊偋 鍚姩qǐdòng`) {
		assert.False(t, In([]byte(text)), text)
	}
}

var texts = flag.String("texts", "", "folder of clean texts in which nothing should be found")

// TestMeasureClean counts lines of clean texts in which something is found.
func TestMeasureClean(t *testing.T) {
	if *texts == "" {
		t.Skip("no -texts")
	}
	lines, found := 0, 0
	require.NoError(t, filepath.WalkDir(*texts, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := os.Open(name)
		require.NoError(t, err)
		defer f.Close()
		s := bufio.NewScanner(f)
		s.Buffer(nil, 1<<26)
		n, k := 0, 0
		for s.Scan() {
			n++
			if In(s.Bytes()) {
				if k++; k < 8 {
					t.Logf("%.300s", s.Text())
				}
			}
		}
		t.Logf("%s: %d of %d", filepath.Base(name), k, n)
		lines, found = lines+n, found+k
		return nil
	}))
	t.Logf("%d of %d lines", found, lines)
}

// Find says where the first such text stands, and no more of the line.
func TestFind(t *testing.T) {
	for _, want := range []string{"請點擊⟦鍚姩⟧按鈕", "⟦鐩綍⟧，鍚姩", "x ⟦鐩綍⟧", "图书馆今天不开放", ""} {
		text := strings.NewReplacer("⟦", "", "⟧", "").Replace(want)
		from, to, what := Find([]byte(text))
		if what != "" {
			text = text[:from] + "⟦" + text[from:to] + "⟧" + text[to:]
		}
		assert.Equal(t, want, text)
	}
}
