package encodingx

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestDetectChinese(t *testing.T) {
	t.Parallel()
	for _, p := range chinesePages {
		page := encoded(t, p.label, p.text)
		want := mustLookup(t, p.label)
		d := Detect(page, Hints{})
		if d.Encoding != want || d.Invalid != 0 {
			t.Errorf("%s in %s: got %s by %s with %d invalid", p.name, p.label, d.Encoding, d.By, d.Invalid)
		}
		if len(d.Candidates) == 0 || d.Candidates[0].Encoding != want {
			t.Errorf("%s in %s: got candidates %v", p.name, p.label, d.Candidates)
		}
		for cut := range 3 { // a cut-off end is no evidence
			if got := Detect(page[:len(page)-cut], Hints{}); got.Encoding != want {
				t.Errorf("%s in %s without %d bytes: got %s", p.name, p.label, cut, got.Encoding)
			}
		}
	}
}

func TestDetectShortTitles(t *testing.T) {
	t.Parallel()
	for label, titles := range map[string]string{
		"gbk":          "今天天气很好 中国新闻 会议在京召开 体育 联系我们 关于本站 网站地图 最新消息",
		"big5":         "今天天氣很好 中國新聞 會議在京召開 聯絡我們 關於本站 網站導覽 最新消息 行政院",
		"euc-kr":       "오늘의뉴스 대한민국 서울특별시 안녕하세요",
		"euc-jp":       "今日のニュース お知らせ こんにちは 日本語のページ",
		"shift_jis":    "今日のニュース お知らせ こんにちは 日本語のページ",
		"windows-1251": "Новости сегодня Добро пожаловать Контакты",
		"koi8-r":       "Новости сегодня|Добро пожаловать|Контакты нашей компании",
		"windows-1253": "Καλημέρα|Τελευταία νέα από την Ελλάδα",
		"windows-1255": "שלום וברוכים הבאים|חדשות היום",
		"windows-1256": "أخبار اليوم من العالم العربي",
		"windows-874":  "ข่าววันนี้|ยินดีต้อนรับ",
		"windows-1250": "Aktualności z kraju i ze świata, dziękujemy|Příliš žluťoučký kůň",
		"windows-1252": "L'été dernier à la campagne|Größe und Qualität|El niño español mañana",
		"windows-1254": "Türkiye'nin en büyük şehri İstanbul'dur, hoş geldiniz",
	} {
		want := mustLookup(t, label)
		separate := " "
		if strings.Contains(titles, "|") || want.kind == kindSingleByte {
			separate = "|"
		}
		for title := range strings.SplitSeq(titles, separate) {
			page := encoded(t, label, title)
			d := Detect(page, Hints{})
			if got := string(d.Encoding.Decode(page).UTF8); got != title {
				t.Errorf("%q in %s: got %s, %q", title, label, d.Encoding, got)
			}
		}
	}
}

// Signs beside digits, quotation marks and single letters are what short texts of Western languages have besides letters.
func TestDetectShortWestern(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ label, texts string }{
		{"windows-1252", "une épaisseur de 40 µm en été|21º 14º Lisboa|il file «%s» non è valido|el símbolo «%s» no está|Größe paßt nicht|" +
			"« oui », dit-il à Paris|12 m² à 30 € près de|Straße 5, außerhalb|die Datei »%s« ist größer|¿Quién está aquí?|tog “Åbn mappe” på|5 °C à l’été"},
		{"windows-1250", "Příliš „rychle“ žluťoučký|nie można „otworzyć” już|ulica 5 – właściciel"},
		{"windows-1251", "файл «данные» не найден|в git и на сервере|С НГ, друзья!"},
		{"windows-1253", "τις εναλλασσόμενες πηγές|ους ως «κληρονόμους»"},
		{"iso-8859-7", "ΔΗΜΟΣΙΑ ΥΠΗΡΕΣΙΑ ΤΗΣ ΕΛΛΑΔΑΣ"},
		{"windows-1254", "programda “PKK’nın” değil"},
		{"windows-1255", "הקובץ \"%s\" לא נמצא"},
		{"windows-1258", "nh\u01B0 “HUP” \u0111\u01B0\u01A1ng"},
		{"shift_jis", "ﾌｧｲﾙを開く|ﾃﾞｰﾀを見る"},
	} {
		for text := range strings.SplitSeq(tt.texts, "|") {
			in := encoded(t, tt.label, text)
			if d := Detect(in, Hints{}); string(d.Encoding.Decode(in).UTF8) != text {
				t.Errorf("%q in %s: got %s, %q", text, tt.label, d.Encoding, d.Encoding.Decode(in).UTF8)
			}
		}
	}
}

// Short UTF-8 with a broken byte is UTF-8: that costs less than to read the rest as anything else.
func TestDetectFlawedUTF8(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"中文网页新闻\xFF标题", "新\xE9闻网页", "市政府\xE6\x88召开", "Größe \xFC über", "Новости\xFF дня", "日本語\xC3のページです", "한국어\xFF 뉴스",
		strings.Replace(simplifiedText, "，", "\xEF\xBC", 1),
	} {
		for _, declaration := range []string{"", `<?xml version="1.0" encoding="utf-8"?>`, "<meta charset=gbk>", "<meta charset=utf-8>"} {
			if d := Detect([]byte(declaration+in), Hints{}); d.Encoding.Name() != "UTF-8" || d.Invalid < 1 {
				t.Errorf("%q after %q: got %s by %s with %d invalid", in, declaration, d.Encoding, d.By, d.Invalid)
			}
		}
	}
	for _, p := range chinesePages { // and text in other encodings is not
		if p.label != "utf-8" {
			in := append([]byte("<meta charset=utf-8>中文\n"), encoded(t, p.label, p.text)...)
			if d := Detect(in, Hints{}); d.Encoding != mustLookup(t, p.label) {
				t.Errorf("%s in %s after a word in UTF-8: got %s", p.name, p.label, d.Encoding)
			}
		}
	}
}

// Noise has candidates, too: best first.
func TestDetectRanksCandidates(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		in := make([]byte, random.IntN(3000))
		for i := range in {
			in[i] = byte(random.Uint32())
		}
		d := Detect(in, Hints{})
		total := 0.0
		for i, c := range d.Candidates {
			total += c.Score
			if i > 0 && c.Score > d.Candidates[i-1].Score {
				t.Fatalf("%d bytes: got %v", len(in), d.Candidates)
			}
		}
		if len(d.Candidates) == 0 || d.Candidates[0].Encoding != d.Encoding || total < 0.999 || total > 1.001 {
			t.Fatalf("%d bytes: got %s among %v", len(in), d.Encoding, d.Candidates)
		}
	}
}

func page(declaration, body string) string {
	return "<html><head>" + declaration + "<title>x</title></head><body>" + body + "</body></html>"
}

// Declarations are believed when the bytes bear them out, and only then.
func TestDetectReferee(t *testing.T) {
	t.Parallel()
	const gb, b5, u8, l1 = `<meta charset=gb2312>`, `<meta charset=big5>`, `<meta charset=utf-8>`, `<meta charset=iso-8859-1>`
	french := "Les élections européennes ont été précédées d'une campagne très animée."
	pad := strings.Repeat("<!-- padding -->\n", 300)
	for _, tt := range []struct {
		name, label, http, text string
		want                    string
		by                      Evidence
	}{
		{"meta right", "gbk", "", page(gb, simplifiedText), "GBK", ByMeta},
		{"HTTP right", "gbk", "GBK", page("", simplifiedText), "GBK", ByHTTP},
		{"HTTP right and meta wrong", "big5", "big5", page(gb, traditionalText), "Big5", ByHTTP},
		{"no label, GBK", "gbk", "", page("", simplifiedText), "GBK", ByStatistics},
		{"no label, Big5", "big5", "", page("", traditionalText), "Big5", ByStatistics},
		{"no label, UTF-8", "utf-8", "", page("", traditionalText), "UTF-8", ByUTF8},
		{"UTF-8 under gb2312", "utf-8", "", page(gb, simplifiedText), "UTF-8", ByUTF8},
		{"UTF-8 under big5 and HTTP gbk", "utf-8", "gbk", page(b5, traditionalText), "UTF-8", ByUTF8},
		{"GBK under Apache's default", "gbk", "ISO-8859-1", page(gb, simplifiedText), "GBK", ByMeta},
		{"GBK under a proxy's utf-8", "gbk", "utf-8", page(gb, simplifiedText), "GBK", ByMeta},
		{"GBK with meta utf-8", "gbk", "", page(u8, simplifiedText), "GBK", ByStatistics},
		{"GBK under big5", "gbk", "", page(b5, simplifiedText), "GBK", ByStatistics},
		{"Big5 under gb2312", "big5", "", page(gb, traditionalText), "Big5", ByStatistics},
		{"Big5 under iso-8859-1", "big5", "", page(l1, traditionalText), "Big5", ByStatistics},
		{"windows-1252 under utf-8", "windows-1252", "", page(u8, french), "windows-1252", ByStatistics},
		{"windows-1252 under gb2312", "windows-1252", "", page(gb, french), "windows-1252", ByStatistics},
		{"windows-1252 right", "windows-1252", "", page(l1, french), "windows-1252", ByMeta},
		{"meta after 4,096 bytes", "gbk", "", page(pad+gb, simplifiedText), "GBK", ByMeta},
		{"unknown label", "gbk", "x-nonsense", page("<meta charset=nonsense>", simplifiedText), "GBK", ByStatistics},
		{"XML declaration", "big5", "", `<?xml version="1.0" encoding="big5"?><rss><title>行政院新聞</title></rss>`, "Big5", ByXML},
		{"UTF-16 in ASCII bytes means UTF-8", "utf-8", "", page("<meta charset=utf-16>", traditionalText), "UTF-8", ByMeta},
		{"ASCII under gb2312", "utf-8", "", page(gb, "news"), "GBK", ByMeta},
		{"one declared character", "gbk", "", page(gb, "是"), "GBK", ByMeta},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := encoded(t, tt.label, tt.text)
			d := Detect(b, Hints{HTTPCharset: tt.http})
			if d.Encoding.Name() != tt.want || d.By != tt.by {
				t.Errorf("got %s by %s; want %s by %s (%v)", d.Encoding, d.By, tt.want, tt.by, d.Candidates)
			}
			if got, _ := Decode(b, Hints{HTTPCharset: tt.http}); string(got.UTF8) != tt.text || got.Invalid != 0 {
				t.Errorf("decoded with %d invalid", got.Invalid)
			}
		})
	}
}

func TestDetectForms(t *testing.T) {
	t.Parallel()
	const text = "<p>Hello, 世界: news & more</p>\n"
	for _, tt := range []struct {
		name, want string
		by         Evidence
		in         []byte
	}{
		{"empty", "UTF-8", ByFallback, nil},
		{"ASCII", "UTF-8", ByFallback, []byte("plain")},
		{"UTF-8 BOM against meta", "UTF-8", ByBOM, []byte("\uFEFF<meta charset=gbk>世")},
		{"UTF-8 BOM alone", "UTF-8", ByBOM, []byte("\uFEFF")},
		{"UTF-16LE BOM", "UTF-16LE", ByBOM, append([]byte("\xFF\xFE"), encoded(t, "utf-16le", text)...)},
		{"UTF-16BE BOM", "UTF-16BE", ByBOM, append([]byte("\xFE\xFF"), encoded(t, "utf-16be", text)...)},
		{"UTF-32LE BOM", "UTF-32LE", ByBOM, append([]byte("\xFF\xFE\x00\x00"), encoded(t, "utf-32le", text)...)},
		{"UTF-32BE BOM", "UTF-32BE", ByBOM, append([]byte("\x00\x00\xFE\xFF"), encoded(t, "utf-32be", text)...)},
		{"UTF-16LE by NULs", "UTF-16LE", ByStatistics, encoded(t, "utf-16le", text)},
		{"UTF-16BE by NULs", "UTF-16BE", ByStatistics, encoded(t, "utf-16be", text)},
		{"UTF-32LE by NULs", "UTF-32LE", ByStatistics, encoded(t, "utf-32le", text)},
		{"UTF-32BE by NULs", "UTF-32BE", ByStatistics, encoded(t, "utf-32be", text)},
		{"ISO-2022-JP", "ISO-2022-JP", ByStatistics, encoded(t, "iso-2022-jp", "こんにちは")},
		{"ISO-2022-KR", "ISO-2022-KR", ByStatistics, encoded(t, "iso-2022-kr", "안녕하세요")},
		{"ISO-2022-CN", "ISO-2022-CN", ByStatistics, encoded(t, "iso-2022-cn", "世界您好")},
		{"HZ", "HZ-GB-2312", ByStatistics, encoded(t, "hz", "世界您好")},
		{"EUC-TW", "EUC-TW", ByStatistics, encoded(t, "euc-tw", "今天的新聞報導說行政院已經同意")},
		{"UTF-8 with one broken byte", "UTF-8", ByUTF8, []byte(simplifiedText + "\xFF" + simplifiedText)},
		{"UTF-8 cut off", "UTF-8", ByUTF8, []byte("世界\xE4\xB8")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if d := Detect(tt.in, Hints{}); d.Encoding.Name() != tt.want || d.By != tt.by {
				t.Errorf("got %s by %s; want %s by %s", d.Encoding, d.By, tt.want, tt.by)
			}
		})
	}
}

// Escapes decide nothing about bytes that have an encoding of their own: stateful encodings are a way to hide markup.
func TestDetectIgnoresEscapesInOtherText(t *testing.T) {
	t.Parallel()
	for _, label := range []string{"utf-8", "gbk", "big5"} {
		b := append(encoded(t, label, traditionalText), "\x1B$B~{~}\x1B$)C\x0E"...)
		if d := Detect(b, Hints{}); d.Encoding != mustLookup(t, label) {
			t.Errorf("%s: got %s by %s", label, d.Encoding, d.By)
		}
		if d := Detect(b, Hints{HTTPCharset: "iso-2022-jp"}); d.Encoding != mustLookup(t, label) {
			t.Errorf("%s under iso-2022-jp: got %s by %s", label, d.Encoding, d.By)
		}
	}
}

func TestDetectIgnoreDeclared(t *testing.T) {
	t.Parallel()
	b := encoded(t, "gbk", page("<meta charset=gbk>", simplifiedText))
	d := Detect(b, Hints{IgnoreDeclared: true, HTTPCharset: "gbk"})
	if d.By != ByStatistics || len(d.Declared) != 0 {
		t.Errorf("got %s, declared %v", d.By, d.Declared)
	}
}

func TestDetectGarbage(t *testing.T) {
	t.Parallel()
	state := uint32(1)
	noise := make([]byte, 64<<10)
	for i := range noise {
		state = state*1664525 + 1013904223
		noise[i] = byte(state >> 24)
	}
	d := Detect(noise, Hints{})
	if d.By != ByFallback || d.Certain {
		t.Errorf("noise: got %s by %s, certain %v, %v", d.Encoding, d.By, d.Certain, d.Candidates)
	}
	for _, b := range []byte{0, 0x80, 0x81, 0xA1, 0xE4, 0xFF} {
		if d := Detect(bytes.Repeat([]byte{b}, 4096), Hints{}); d.Encoding == nil {
			t.Errorf("%02X: got no encoding", b)
		}
	}
}

func TestDetectIsDeterministic(t *testing.T) {
	t.Parallel()
	b := encoded(t, "gbk", page("", simplifiedText))
	first := fmt.Sprintf("%+v", Detect(b, Hints{}))
	for range 50 {
		if got := fmt.Sprintf("%+v", Detect(b, Hints{})); got != first {
			t.Fatalf("got %s, then %s", first, got)
		}
	}
}

func TestDetectWithKnownEncoding(t *testing.T) {
	t.Parallel()
	b := append(encoded(t, "big5", traditionalText), 0xFF)
	d := Detect(b, Hints{Encoding: mustLookup(t, "big5"), HTTPCharset: "gbk"})
	if d.Encoding != mustLookup(t, "big5") || d.By != ByCaller || d.Invalid != 1 {
		t.Errorf("got %s by %s with %d invalid", d.Encoding, d.By, d.Invalid)
	}
}

// Characters whose low byte is 00, such as 一 and 开, do not hide UTF-16.
func TestDetectWideMarkup(t *testing.T) {
	t.Parallel()
	const text = "国务院总理出席会议并发表一次重要讲话，强调要坚持改革开放。"
	for name, doc := range map[string]string{
		"xml":   `<?xml version="1.0" encoding="utf-16"?><a>` + strings.Repeat(text, 5) + "</a>",
		"html":  "<html><head><title>" + strings.Repeat(text, 20) + "</title></head></html>",
		"plain": strings.Repeat("Beijing 2012 "+text, 5),
	} {
		for _, label := range []string{"utf-16le", "utf-16be"} {
			if d := Detect(encoded(t, label, doc), Hints{}); d.Encoding != mustLookup(t, label) {
				t.Errorf("%s in %s: got %v", name, label, d.Encoding)
			}
		}
	}
}
