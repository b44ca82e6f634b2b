package convert

import "testing"

func TestBylines(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"By Jane Doe, September 25, 2012 6:07 PM": "Jane Doe",
		"By Jane Doe":              "Jane Doe",
		"BY JANE DOE":              "JANE DOE",
		"By: Jane Doe | City News": "Jane Doe",
		"By Jane Doe and John O'Neill, Staff Writers":         "Jane Doe and John O'Neill",
		"By J. R. van der Berg — Sept. 25, 2012":              "J. R. van der Berg",
		"By Jane Doe Sep 25, 2012":                            "Jane Doe",
		"By Jane Doe on September 25, 2012":                   "Jane Doe",
		"By José Núñez, City News, updated":                   "",
		"Written by Jane Doe":                                 "Jane Doe",
		"By Jane Doe, Published: 2012-09-25":                  "Jane Doe",
		"By Tuesday, the council had approved the budget.":    "",
		"By September 25, 2012":                               "",
		"By the river, a new school opens":                    "",
		"By Monday":                                           "",
		"By 2015, the city will have twelve new schools":      "",
		"Bypass opens, September 25, 2012":                    "",
		"By Jane Doe, who has seen what the others have not.": "",
		"By":  "",
		"By ": "",
	} {
		if got := bylineName(line); got != want {
			t.Errorf("%q names %q; want %q", line, got, want)
		}
	}
}

func TestEnglishIsToldByItsWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ head, text, want string }{
		"English":        {"<html>", "The council approved, after a long debate, the annual budget, which includes new funds for the schools of the city and its roads.", "en"},
		"English, said":  {"<html lang=en-GB>", "The council approved, after a long debate, the annual budget, which includes new funds for the schools of the city.", "en-GB"},
		"said, not read": {"<html lang=cy>", "The council approved, after a long debate, the annual budget, which includes new funds for the schools of the city.", "cy"},
		"French":         {"<html>", "Le conseil a adopté, après un long débat, le budget annuel, qui prévoit de nouveaux crédits pour les écoles de la ville et pour ses routes.", ""},
		"German":         {"<html>", "Der Rat hat nach langer Debatte den Haushalt beschlossen, der in diesem Jahr neue Mittel für die Schulen und die Straßen der Stadt vorsieht.", ""},
		"Dutch":          {"<html>", "De raad heeft na een lang debat de begroting goedgekeurd, die dit jaar nieuw geld voor de scholen en de wegen van de stad in zich heeft.", ""},
		"Spanish":        {"<html>", "El consejo aprobó, tras un largo debate, el presupuesto anual, que incluye nuevos fondos para las escuelas de la ciudad y para sus calles.", ""},
		"too little":     {"<html>", "The council of the city.", ""},
		"Chinese":        {"<html>", "市政府今日召开会议，研究部署安全生产工作，要求各部门认真落实。", "zh-Hans"},
	} {
		r, err := Convert(Page{Body: []byte(c.head + "<head><meta charset=utf-8></head><body><p>" + c.text + "</p></body></html>")}, Options{Kind: KindArticle})
		if err != nil {
			t.Fatal(err)
		}
		if r.Language != c.want {
			t.Errorf("%s: language %q; want %q", name, r.Language, c.want)
		}
	}
}

// TestTitlesThatAreGuessedSaySo reads a page whose only possible title is its first line.
func TestTitlesThatAreGuessedSaySo(t *testing.T) {
	t.Parallel()
	page := "<meta charset=utf-8><div class=content><p>市政府今日召開會議，研究部署安全生產工作，要求各部門認真落實。</p><p>會議要求，各部門認真落實，確保人民群眾生命財產安全。</p></div>"
	r, err := Convert(Page{Body: []byte(page)}, Options{Kind: KindArticle, Explain: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range r.Evidence {
		if e.Field == "title" && (e.From != "first line" || e.Sure > 0.3) {
			t.Errorf("title %q from %q, sure %g", e.Value, e.From, e.Sure)
		}
	}
}
