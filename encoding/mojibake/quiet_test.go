package mojibake

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What is left of a repaired line is not searched again; what is damaged is, also where
// bytes are gone.
func TestQuiet(t *testing.T) {
	for _, line := range []string{
		"厨房的灯坏了，�明天去买一个新的，顺便带两斤苹果。",
		"他说：“�没关系，下次再来。”然后就把门�上了。",
		"会议改到 10:30，请�备好材料",
	} {
		assert.True(t, quiet([]byte(line)), line)
	}
	for _, line := range []string{
		"厨房的灯坏了，明天去买一个新的。", // nothing is gone: other looks are for that
		"鍘ㄦ埧鐨勭伅鍧忎�",
		"厨房的灯坏了，鏄庡ぉ�去买一个新的",
		"厨房的灯坏了�，cafÃ© 里的也坏了",
		"楼下的锟斤拷�",
	} {
		assert.False(t, quiet([]byte(line)), line)
	}
}
