package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"
)

// wideTexts are as they are found in UTF-16 without a mark.
var wideTexts = map[string]string{
	"short.txt":   "院子里的石榴树",
	"four.txt":    "图书馆开门",
	"mixed.txt":   "共 3 页, 第 2 页: 院子里的石榴树今年结了三十多个果子。",
	"chinese.txt": strings.Repeat("院子里的石榴树今年结了三十多个果子。\r\n", 40),
	"driver.inf":  "[Version]\r\nSignature=\"$Windows NT$\"\r\nProvider=%Maker%\r\n\r\n[Strings]\r\nMaker=\"山脚下的打印机厂\"\r\nDisk=\"安装光盘\"\r\n",
	"keys.reg":    "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Pomegranate]\r\n\"Name\"=\"院子里的石榴树\"\r\n\"Size\"=dword:00000010\r\n",
	"app.strings": "/* the first window */\n\"open\" = \"打开文件\";\n\"close\" = \"关上窗户\";\n",
	"table.csv":   "编号,名字,价钱\r\n1,石榴,3.50\r\n2,核桃,12.00\r\n",
}

// wideText asks whether text in wide charsets is found.
func (a *attack) wideText(dir string) error {
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	var files []string
	for name, text := range wideTexts {
		for kind, b := range map[string][]byte{
			"utf-16le": appendUTF16(binary.LittleEndian, text), "utf-16be": appendUTF16(binary.BigEndian, text),
			"utf-32le": appendUTF32(binary.LittleEndian, text), "utf-32be": appendUTF32(binary.BigEndian, text),
		} {
			path := filepath.Join(dir, kind+"-"+name)
			if err := os.WriteFile(path, b, 0o666); err != nil {
				return err
			}
			files = append(files, path)
		}
	}
	if _, err := a.over(files, "--write"); err != nil {
		return err
	}
	for _, path := range files {
		got, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name := filepath.Base(path)
		if want := wideTexts[name[len("utf-16le-"):]]; string(got) != want {
			a.violation("text is not found: %s", name)
		}
	}
	fmt.Printf("trees: %d texts in wide charsets\n", len(files))
	return nil
}

func appendUTF16(order binary.AppendByteOrder, text string) (b []byte) {
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func appendUTF32(order binary.AppendByteOrder, text string) (b []byte) {
	for _, r := range text {
		b = order.AppendUint32(b, uint32(r))
	}
	return b
}
