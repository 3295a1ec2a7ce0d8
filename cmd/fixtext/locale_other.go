//go:build !windows

package main

// systemLocale is the locale of a system that does not tell it by LANG.
func systemLocale() string { return "" }
