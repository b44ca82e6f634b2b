package encodingx

import "strings"

// costUnhinted is how much more an encoding costs that the hints do not speak for: ten bits' worth of doubt would make a hint
// an order, and hints are often wrong.
const costUnhinted = 14

// places gives the encodings of top-level domains and languages.
var places = [...]struct{ domains, languages, encodings string }{
	{"cn sg", "zh-hans zh-cn zh-sg", "GBK"},
	{"tw hk mo", "zh-hant zh-tw zh-hk zh-mo", "Big5 EUC-TW"},
	{"", "zh", "GBK Big5 EUC-TW"},
	{"jp", "ja", "Shift_JIS EUC-JP"},
	{"kr", "ko", "EUC-KR"},
	{"ru by kz su", "ru be", "windows-1251 KOI8-R ISO-8859-5 IBM866 x-mac-cyrillic"},
	{"ua", "uk", "windows-1251 KOI8-U"},
	{"bg mk rs", "bg mk sr", "windows-1251 ISO-8859-5"},
	{"pl cz sk hu ro si hr", "pl cs sk hu ro sl hr", "windows-1250 ISO-8859-2"},
	{"gr cy", "el", "windows-1253 ISO-8859-7"},
	{"tr", "tr", "windows-1254 ISO-8859-3"},
	{"il", "he yi", "windows-1255 ISO-8859-8"},
	{"ae bh dz eg iq ir jo kw lb ly ma om ps qa sa sd sy tn ye", "ar fa", "windows-1256 ISO-8859-6"},
	{"lt lv ee", "lt lv et", "windows-1257 ISO-8859-13 ISO-8859-4"},
	{"vn", "vi", "windows-1258"},
	{"th", "th", "windows-874"},
	{
		"at au be br ca ch de dk es fi fr ie is it mx nl no nz pt se uk us",
		"ca da de en es fi fr is it nb nl no pt sv", "windows-1252 ISO-8859-15 macintosh",
	},
}

// expected lists the encodings that the hints speak for, "" if they say nothing.
func (h Hints) expected() string {
	domain := strings.ToLower(h.TopLevelDomain)
	domain = domain[strings.LastIndexByte(domain, '.')+1:]
	language := strings.ToLower(h.Language)
	for language != "" {
		for _, p := range places {
			if hasField(p.languages, language) {
				return p.encodings
			}
		}
		language = language[:max(strings.LastIndexByte(language, '-'), 0)]
	}
	for _, p := range places {
		if domain != "" && hasField(p.domains, domain) {
			return p.encodings
		}
	}
	return ""
}

func hasField(list, word string) bool {
	for field := range strings.FieldsSeq(list) {
		if field == word {
			return true
		}
	}
	return false
}
