module github.com/fixtext/fixtext/bench

go 1.26

require github.com/fixtext/fixtext v0.0.0

require golang.org/x/text v0.39.0

require golang.org/x/sys v0.46.0 // indirect

replace github.com/fixtext/fixtext => ../
