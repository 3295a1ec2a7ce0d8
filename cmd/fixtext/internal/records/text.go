package records

import "bytes"

// Text is plain text. Its records are lines.
var Text = Format{
	Name:       "text",
	Drops:      true,
	Translated: true,
	Ends:       func(text []byte) []int { return lineEnds(text, true) },
	Labels:     func(name string) string { return name },
}

// lineEnds returns where the lines end; blank ones count if they are asked for.
func lineEnds(data []byte, blank bool) []int {
	ends := []int{}
	for pos := 0; pos < len(data); {
		end := len(data)
		if i := bytes.IndexByte(data[pos:], '\n'); i >= 0 {
			end = pos + i + 1
		}
		if blank || len(bytes.TrimSpace(data[pos:end])) > 0 {
			ends = append(ends, end)
		}
		pos = end
	}
	return ends
}
