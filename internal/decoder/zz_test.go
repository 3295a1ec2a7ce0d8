package decoder
import ("testing";"fmt";"bufio";"os";"strings")
func TestZZ(t *testing.T){
 fh,_:=os.Open("/tmp/lead/zz.txt"); sc:=bufio.NewScanner(fh)
 for sc.Scan(){ l:=strings.TrimSpace(sc.Text()); var f Filler
  res,ok:=f.FillTwice(Step{FromUTF8,GBK},nil,[]rune(l),nil)
  fmt.Println(ok,string(res.Text))
  res,ok=f.Fill(Step{FromUTF8,GBK},nil,[]rune(l),nil)
  fmt.Println("   ONCE", ok,string(res.Text))
 }
}
