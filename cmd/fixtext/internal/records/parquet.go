package records

import "github.com/fixtext/fixtext/cmd/fixtext/internal/columns"

var parquetFormat = Format{
	Name:    "parquet",
	Endings: []string{".parquet"},
	Magic:   "PAR1",
	Fields:  true,
	Binary:  true,
	Columns: columns.Repair,
	example: example{"圖書館的燈亮了。", "图书馆的灯亮了。"},
}
