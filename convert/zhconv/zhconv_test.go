package zhconv

import (
	"errors"
	"strings"
	"testing"
	"unsafe"
)

func newConverter(t testing.TB, v Variant) *Converter {
	t.Helper()
	c, err := New(v)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestConversions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		variant  Variant
		in, want string
	}{
		{"a phrase decides about a character", S2T, "头发发现，皇后以后，干净的树干", "頭髮發現，皇后以後，乾淨的樹幹"},
		{"the longest phrase wins", S2T, "一出戏，一出去", "一齣戲，一出去"},
		{"what is Traditional stays", S2T, "國務院辦公廳", "國務院辦公廳"},
		{"other scripts stay", S2T, "RSS 2.0：日本のニュース и новости", "RSS 2.0：日本のニュース и новости"},
		{"beyond the basic plane", S2T, "㓦划", "㓦劃"},
		{"phrases of the other direction", T2S, "乾隆皇帝的乾淨衣服", "乾隆皇帝的干净衣服"},
		{"marks of instruments", T2S, "瞭解著名的著作", "了解著名的著作"},
		{"characters of Taiwan", S2TW, "群众在这里为了里程碑", "群眾在這裡為了里程碑"},
		{"words of Taiwan", S2TWP, "服务器的内存和软件", "伺服器的記憶體和軟體"},
		{"words of the mainland from Taiwan", TW2SP, "伺服器的記憶體和軟體", "服务器的内存和软件"},
		{"characters only from Taiwan", TW2S, "伺服器的記憶體", "伺服器的记忆体"},
		{"characters of Hong Kong", S2HK, "说话的群众税务卫生", "説話的羣眾税務衞生"},
		{"words of Hong Kong", S2HKP, "打印机", "打印機"},
		{"from Hong Kong", HK2S, "説話的群眾衞生", "说话的群众卫生"},
		{"from Hong Kong with words", HK2SP, "伺服器", "服务器"},
		{"Traditional to Taiwan", T2TW, "羣衆爲裏面", "群眾為裡面"},
		{"Taiwan to Traditional", TW2T, "群眾為裡面", "羣衆爲裏面"},
		{"Traditional to Hong Kong", T2HK, "說話的羣衆", "説話的羣眾"},
		{"Hong Kong to Traditional", HK2T, "説話的羣眾", "說話的羣衆"},
		{"to Japanese", T2JP, "國會圖書館的學術發展", "国会図書館的学術発展"},
		{"from Japanese", JP2T, "国会図書館の学術発展", "國會圖書館の學術發展"},
		{"variants", Fold, "産業說明衆人，稅収", "產業說明眾人，稅収"},
		{"variants of Hong Kong", Fold, "説税閲衞", "說稅閱衛"},
		{"variants as the mainland prints them", Fold, "强制温度，録音別册", "強制溫度，錄音別冊"},
		{"folding changes no script", Fold, "国务院产业", "国务院产业"},
		{"compatibility ideographs", Fold, "\uf900\ufa19", "豈神"},
		{"compatibility ideographs before phrases", S2T, "\uf9e9面", "裏面"},
		{"descriptions stay", S2T, "⿰讠兑说", "⿰讠兑說"},
		{"nested descriptions stay", S2T, "⿰讠⿱八兄说", "⿰讠⿱八兄說"},
		{"no description", S2T, "⿰\n说说", "⿰\n說說"},
		{"description without its end", T2S, "⿲說說", "⿲说说"},
		{"description in the segment of a chain", S2TWP, "⿰讠兑内存⿰", "⿰讠兑記憶體⿰"},
		{"nothing", S2T, "", ""},
	} {
		t.Run(string(tt.variant)+" "+tt.name, func(t *testing.T) {
			t.Parallel()
			c := newConverter(t, tt.variant)
			if got := c.String(tt.in); got != tt.want {
				t.Errorf("String(%q) = %q; want %q", tt.in, got, tt.want)
			}
			if got := string(c.Append([]byte("> "), []byte(tt.in))); got != "> "+tt.want {
				t.Errorf("Append(%q) = %q; want %q", tt.in, got, "> "+tt.want)
			}
		})
	}
}

func TestInvalidUTF8PassesUnchanged(t *testing.T) {
	t.Parallel()
	for _, v := range Variants() {
		c := newConverter(t, v)
		for _, in := range []string{
			"\xff", "\xe4\xb8", "a\x80b", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe0\x80\xaf", "\xe4\xb8\xe4",
			"\xef\xbb\xbfa\x00b", "⿰\xff\xfe", strings.Repeat("\xe8", 5000),
		} {
			if got := c.String(in); got != in {
				t.Errorf("%s: String(%q) = %q; want it unchanged", v, in, got)
			}
		}
	}
	if got, want := newConverter(t, S2T).String("头\xe5发\xe5\x8f头发"), "頭\xe5發\xe5\x8f頭髮"; got != want {
		t.Errorf("around invalid bytes: got %q; want %q", got, want)
	}
}

func TestNewNamesTheUnknownVariant(t *testing.T) {
	t.Parallel()
	for _, v := range []Variant{"", "s2", "S2T", "s2t\x00", "t2cn"} {
		_, err := New(v)
		unknown, ok := errors.AsType[*UnknownVariantError](err)
		if !ok || unknown.Variant != v {
			t.Errorf("New(%q): %v; want an UnknownVariantError of it", v, err)
		}
	}
}

func TestEveryVariantOfTheTableIsNamed(t *testing.T) {
	t.Parallel()
	table, err := openTable(tables)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for c := table.configs; c != ""; c = c[configSize:] {
		names = append(names, strings.TrimRight(c[:8], "\x00"))
	}
	var want []string
	for _, v := range Variants() {
		want = append(want, string(v))
	}
	if got := strings.Join(names, " "); got != strings.Join(want, " ") {
		t.Errorf("variants of the table: %s; want %s", got, want)
	}
}

func TestDamagedTablesAreNoTables(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "zhc1", tables[:len(tables)-1], "x" + tables[1:], tables[:8] + "\xff\xff\xff\x7f" + tables[12:]} {
		if _, err := openTable(s); !errors.Is(err, errTable) {
			t.Errorf("opening %d bytes: %v; want %v", len(s), err, errTable)
		}
	}
	if len(tables) > 3<<20 {
		t.Errorf("the table has %d bytes; want at most 3 MiB", len(tables))
	}
}

func TestSimplifiedSurvivesTheWayThereAndBack(t *testing.T) {
	t.Parallel()
	text := "国务院总理在北京会见来访的外国客人，双方就经济贸易、科学技术和教育文化领域的合作交换了意见。\n" +
		"会议要求各级政府认真贯彻落实，加强组织领导，确保各项政策措施取得实效。"
	for _, pair := range [][2]Variant{{S2T, T2S}, {S2TW, TW2S}, {S2HK, HK2S}, {S2TWP, TW2SP}} {
		there := newConverter(t, pair[0]).String(text)
		if there == text {
			t.Errorf("%s changed nothing", pair[0])
		}
		if back := newConverter(t, pair[1]).String(there); back != text {
			t.Errorf("%s and %s: %q; want %q", pair[0], pair[1], back, text)
		}
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	t.Parallel()
	c := newConverter(t, Fold)
	for r := rune(0x3400); r <= 0x2FFFF; r++ {
		once := c.String(string(r))
		if twice := c.String(once); twice != once {
			t.Errorf("%c becomes %s and then %s", r, once, twice)
		}
	}
}

func TestUnchangedTextIsNotCopied(t *testing.T) {
	t.Parallel()
	text := "plain text, 中文"
	if got := newConverter(t, S2T).String(text); unsafe.StringData(got) != unsafe.StringData(text) {
		t.Error("what does not change is a copy; want the text itself")
	}
}
