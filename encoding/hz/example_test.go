package hz_test

import (
	"fmt"

	"github.com/fixtext/fixtext/encoding/hz"
)

func Example() {
	s, _ := hz.HZ().NewDecoder().String("~{PBDj?l@V~}, 2025")
	fmt.Println(s)
	b, _ := hz.HZ().NewEncoder().String("中文 text")
	fmt.Println(b)
	// Output:
	// 新年快乐, 2025
	// ~{VPND~} text
}
