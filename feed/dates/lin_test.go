package dates_test
import ("testing";"strings";"time";"github.com/portalfeed/portalfeed/feed/dates")
func TestLin(t *testing.T){
	for _, unit := range []string{"1", "2012-", "二", "9月", "Sep ", "12:", "今天", "2012年", " ", "\u3000", "昨天 1", "民國", "1 ", "25 ", "Tue, ", "(", "2012年   ","a","電"} {
		for _, n := range []int{1<<19, 1<<21} {
		text := strings.Repeat(unit, n/len(unit))
		start := time.Now()
		_, _ = dates.Parse(text, dates.Options{Now: time.Unix(1e9, 0)})
		a:=time.Since(start)
		start = time.Now()
		dates.Find(text, dates.Options{Now: time.Unix(1e9, 0)})
		t.Logf("%q %d %v %v", unit, n, a, time.Since(start))
		}
	}
}
