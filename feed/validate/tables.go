package validate

import "strings"

// formerCategories are the categories that Apple dropped in 2019.
var formerCategories = map[string][]string{
	"Arts":                       {"Literature"},
	"Arts & Entertainment":       {"Architecture", "Design", "Entertainment", "Games", "Performing Arts", "Photography", "Poetry", "Science Fiction"},
	"Audio Blogs":                {},
	"Business":                   {"Careers", "Finance", "Investing", "Management & Marketing", "News", "Shopping"},
	"Comedy":                     {},
	"Education":                  {"Education Technology", "Higher Education", "K-12", "Language Courses", "Training"},
	"Family":                     {},
	"Food":                       {},
	"Games & Hobbies":            {"Automotive", "Aviation", "Hobbies", "Other Games", "Video Games"},
	"Government & Organizations": {"Local", "National", "Non-Profit", "Regional"},
	"Health":                     {"Alternative Health", "Diet & Nutrition", "Fitness", "Fitness & Nutrition", "Relationships", "Self-Help", "Sexuality"},
	"International":              {"Australian", "Belgian", "Brazilian", "Canadian", "Chinese", "Dutch", "French", "German", "Hebrew", "Italian", "Japanese", "Norwegian", "Polish", "Portuguese", "Spanish", "Swedish"},
	"Movies & Television":        {},
	"News & Politics":            {},
	"Politics":                   {},
	"Public Radio":               {},
	"Religion & Spirituality":    {"Buddhism", "Christianity", "Islam", "Judaism", "New Age", "Philosophy", "Other", "Spirituality"},
	"Science & Medicine":         {"Medicine", "Natural Sciences", "Social Sciences"},
	"Society & Culture":          {"History"},
	"Sports & Recreation":        {"Amateur", "College & High School", "Outdoor", "Professional"},
	"Talk Radio":                 {},
	"Technology":                 {"Computers", "Developers", "Gadgets", "Information Technology", "News", "Operating Systems", "Podcasting", "Smart Phones", "Software How-To", "Tech News", "Text/Speech"},
	"Transportation":             {"Automotive", "Aviation", "Bicycles", "Commuting"},
	"Travel":                     {},
}

// creditRoles are the roles of the European Broadcasting Union (EBU) that Media RSS refers to, and those in use before the list was fixed.
var creditRoles = func() map[string]bool {
	m := map[string]bool{}
	for r := range strings.SplitSeq(`actor|adaptor|anchor person|animal trainer|animator|announcer|armourer|art director|artist|artist/performer|assistant camera|assistant chief lighting technician|assistant director|assistant producer|assistant visual editor|author|broadcast assistant|broadcast journalist|camera operator|carpenter|casting|causeur|chief lighting technician|choir|choreographer|clapper loader|commentary or commentator|commissioning broadcaster|composer|computer programmer|conductor|consultant|continuity checker|correspondent|costume designer|dancer|dialogue coach|director|director of photography|distribution company|draughtsman|dresser|dubber|editor|editor/producer|ensemble|executive producer|expert|fight director|floor manager|focus puller|foley artist|foley editor|foley mixer|graphic assistant|graphic designer|greensman|grip|hairdresser|illustrator|interviewed guest|interviewer|key character|key grip|key talents|leadman|librettist|lighting director|lighting technician|location manager|lyricist|make up artist|manufacturer|matte artist|music arranger|music group|musician|news reader|orchestra|participant|performer|photographer|post|producer|production assistant|production company|production department|production manager|production secretary|programme production researcher|programme proposal|property manager|publishing company|puppeteer|pyrotechnician|reporter|rigger|runner|scenario|scenic operative|script supervisor|second assistant camera|second assistant director|second unit director|set designer|set dresser|sign language|singer|sound designer|sound mixer|sound recordist|special effects|stunts|subtitles|technical director|term|translation|transportation manager|treatment|treatment proposal|treatment/programme proposal|vision mixer|visual editor|visual effects|wardrobe|witness`, "|") {
		m[r] = true
	}
	return m
}()

// countries are the codes of ISO 3166-1 alpha-2, with AN, which was withdrawn in 2010.
var countries = words(`AD AE AF AG AI AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM
	CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY
	HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF
	MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE
	RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA
	VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`)

// svgElements are the elements of SVG Tiny 1.2 that hold no foreign content.
var svgElements = words(`a animate animateColor animateMotion animateTransform circle defs desc ellipse font-face font-face-name font-face-src g glyph hkern line
	linearGradient marker metadata missing-glyph mpath path polygon polyline radialGradient rect set stop svg switch text title tspan use`)

// svgAttributes are the attributes of SVG Tiny 1.2.
var svgAttributes = words(`accent-height accumulate additive alphabetic arabic-form ascent attributeName attributeType baseProfile bbox begin by calcMode cap-height
	class color color-rendering content cx cy d descent display dur dx dy end fill fill-opacity fill-rule font-family font-size font-stretch
	font-style font-variant font-weight from fx fy g1 g2 glyph-name gradientUnits hanging height horiz-adv-x horiz-origin-x id ideographic k
	keyPoints keySplines keyTimes lang marker-end marker-mid marker-start markerHeight markerUnits markerWidth mathematical max min name offset
	opacity orient origin overline-position overline-thickness panose-1 path pathLength points preserveAspectRatio r refX refY repeatCount
	repeatDur requiredExtensions requiredFeatures restart rotate rx ry slope stemh stemv stop-color stop-opacity strikethrough-position
	strikethrough-thickness stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
	stroke-width style systemLanguage target text-anchor to transform type u1 u2 underline-position underline-thickness unicode unicode-range
	units-per-em values version viewBox visibility width widths x x-height x1 x2 xlink:actuate xlink:arcrole xlink:href xlink:role xlink:show
	xlink:title xlink:type xml:base xml:lang xml:space xmlns xmlns:xlink y y1 y2 zoomAndPan`)

// mathElements are the elements of presentational MathML.
var mathElements = words(`annotation annotation-xml maction math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle
	msub msubsup msup mtable mtd mtext mtr munder munderover none semantics`)

// mathAttributes are its attributes.
var mathAttributes = words(`actiontype align columnalign columnlines columnspacing columnspan depth display displaystyle encoding equalcolumns equalrows fence fontstyle
	fontweight frame height linethickness lspace mathbackground mathcolor mathvariant maxsize minsize other rowalign rowlines rowspacing rowspan
	rspace scriptlevel selection separator stretchy width xlink:href xlink:show xlink:type xmlns xmlns:xlink`)
