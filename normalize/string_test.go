package normalize_test

import (
	"testing"

	"github.com/fixtext/fixtext/internal/chain"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
	"github.com/fixtext/fixtext/normalize/transport"
)

// Each stage serves a caller of its own: its edits lead to what String returns and
// back, a second call changes nothing, clean text is the same string, and no log is
// needed.
func TestStagesAlone(t *testing.T) {
	const text = "老校長(cháng)說(shuō):“明天一早出發(fā)?！睆埨蠋燑c(diǎn)了點(diǎn)頭。\n⽼师，整理旧书。\næˆ‘ä»¬åŽ»çˆ¬å±±。\n今天%E5%A4%A9%E6%B0%94很好。\n"
	const clean = "院子里的石榴树今年结了三十多个果子。\n"
	canonicalAll := func(dst, src []byte, log *edit.Log) []byte {
		return canonical.Append(dst, src, canonical.Canonical, log)
	}
	for name, stage := range map[string]struct {
		string func(string) string
		fix    func(string) (string, []edit.Edit)
		append chain.Stage
	}{
		"linkfarm":  {linkfarm.String, linkfarm.Fix, linkfarm.Append},
		"transport": {transport.String, transport.Fix, transport.Append},
		"canonical": {canonical.String, canonical.Fix, canonicalAll},
		"simplify":  {simplify.String, simplify.Fix, simplify.Append},
		"mojibake":  {func(s string) string { out, _ := mojibake.Fix(s); return out }, func(s string) (string, []edit.Edit) { return mojibake.Fix(s) }, mojibake.Append},
	} {
		t.Run(name, func(t *testing.T) {
			out, edits := stage.fix(text)
			require.NotEqual(t, text, out)
			require.Equal(t, out, stage.string(text))
			require.Equal(t, out, string(edit.Apply([]byte(text), edits)))
			require.Equal(t, text, string(edit.Apply([]byte(out), edit.Invert(edits))))
			again, _ := stage.fix(out)
			require.Equal(t, out, again)
			same, edits := stage.fix(clean)
			require.Equal(t, clean, same)
			require.Empty(t, edits)
			require.Equal(t, out, string(stage.append(nil, []byte(text), nil)), "without a log")
		})
	}
}
