module github.com/fixtext/fixtext/model/large

go 1.26
