package parser_test
import ("testing";"os";"fmt";"encoding/json";"github.com/docbind/docbind/parser")
func TestZZ(t *testing.T){
 src,_:=os.ReadFile(os.Getenv("ZZ"))
 for _,f:=range forms { if f.name==os.Getenv("ZZF") { src=[]byte(f.write(string(src))) } }
 fmt.Println(string(src))
 p:=parser.Parse("api/x.md",src)
 b,_:=json.Marshal(p.Annotations); fmt.Println(string(b))
 b,_=json.Marshal(p.Findings); fmt.Println(string(b))
}
