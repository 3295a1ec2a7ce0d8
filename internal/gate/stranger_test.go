package gate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/gate"
)

// Characters that simplified text does not have are noticed in it, by Scan and by Next,
// where they stand beside what they seldom stand beside; and so is a rare one alone with a
// kana. In text of another script, in names and in quotations they are not.
func TestStranger(t *testing.T) {
	for text, want := range map[string]bool{
		"我们约好在车站见面，辛症概嫋肇定祥介阻，那里如今是停车场。": true, // GBK read as EUC-JP
		"我们把话说清楚，可頁短嗤繁公厘断及二本练习簿。":       true,
		"COMMENT '妀こid',": true, // GBK read as Big5
		"COMMENT '時こid',": false,
		"我们約好在車站見面，那裡如今是停車場。":   false,
		"他说“無論如何”都要来，这句话写在信里。":  false,
		"著者が撮影した写真は、展示会で見られる。":  false,
		"請在截止日期前上傳檔案，以免影響審核進度。": false,
	} {
		var s gate.Seen
		s.Scan([]byte(text), false)
		assert.Equal(t, want, len(s.Unlikely) > 0, text)
		assert.Equal(t, want, gate.Next([]byte(text), 0) >= 0, text)
	}
}
