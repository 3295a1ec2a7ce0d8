module adapters

go 1.26

require (
	github.com/fixtext/fixtext/bench v0.0.0
	github.com/gogs/chardet v0.0.0-20211120154057-b7413eaefb8f
	github.com/liuzl/gocc v0.0.0-20231231122217-0372e1059ca5
	golang.org/x/net v0.56.0
	golang.org/x/text v0.39.0
)

require (
	github.com/liuzl/cedar-go v0.0.0-20170805034717-80a9c64b256d // indirect
	github.com/liuzl/da v0.0.0-20180704015230-14771aad5b1d // indirect
)

replace github.com/fixtext/fixtext => ../../..

replace github.com/fixtext/fixtext/bench => ../..
