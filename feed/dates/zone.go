package dates

type zoneKind uint8

const (
	zoneNone  zoneKind = iota
	zoneFixed          // at clock.offset
	zoneCST            // China's or North America's, as the options have it
)

// zoneNames are the abbreviations that mean one thing where feeds and Chinese portals use them.
var zoneNames = [...]struct {
	name  string
	hours int8 // quarter hours would need another type; 5:30 is spelled out below
}{
	{"GMT", 0},
	{"UTC", 0},
	{"UT", 0},
	{"WET", 0},
	{"HKT", 8},
	{"SGT", 8},
	{"BJT", 8},
	{"CCT", 8},
	{"JST", 9},
	{"KST", 9},
	{"EST", -5},
	{"EDT", -4},
	{"CDT", -5},
	{"MST", -7},
	{"MDT", -6},
	{"PST", -8},
	{"PDT", -7},
	{"BST", 1},
	{"CET", 1},
	{"CEST", 2},
	{"MEZ", 1},
	{"MESZ", 2},
	{"EET", 2},
	{"EEST", 3},
	{"MSK", 3},
	{"AKST", -9},
	{"AKDT", -8},
	{"HST", -10},
	{"AEST", 10},
	{"AEDT", 11},
	{"NZST", 12},
	{"NZDT", 13},
}

// zoneBehind reads the zone behind a time of day which ends at i. exact says
// that the time has seconds or the T of ISO 8601, so that a dash begins no range (10:30-12:00).
func (p *parser) zoneBehind(i int, exact bool) (clock, int, bool) {
	j := gap(p.s, i)
	if j >= len(p.s) {
		return clock{}, i, false
	}
	if b := p.s[j]; b == '-' && !exact && !(j > i && offsetDigits(p.s, j+1) == 4) {
		return clock{}, i, false
	}
	return p.zoneAt(j)
}

// offsetDigits counts the ASCII digits at i.
func offsetDigits(s string, i int) (n int) {
	for i+n < len(s) && s[i+n]-'0' < 10 && n < 5 {
		n++
	}
	return n
}

// zoneAt reads a zone at i: Z, +08:00, +0800, +8, GMT+8, CST, 北京时间.
func (p *parser) zoneAt(i int) (clock, int, bool) {
	i = gap(p.s, i)
	open := anyAt(p.s, i, "(", "（")
	i += open
	if i >= len(p.s) {
		return clock{}, i, false
	}
	c, end, ok := p.bareZone(i, open > 0)
	if ok && open > 0 {
		w := anyAt(p.s, end, ")", "）")
		return c, end + w, w > 0
	}
	return c, end, ok
}

func (p *parser) bareZone(i int, bracketed bool) (clock, int, bool) {
	b := p.s[i]
	if b == '+' || b == '-' {
		off, end, ok := p.offset(i)
		if ok && !bracketed {
			end = p.nameBehind(end)
		}
		return clock{zone: zoneFixed, offset: off}, end, ok
	}
	if b >= 0x80 {
		w := anyAt(p.s, i, "北京时间", "北京時間", "台北時間", "香港時間")
		return clock{zone: zoneFixed, offset: 8 * 3600}, i + w, w > 0 && bracketed
	}
	end := i
	for end < len(p.s) && p.s[end]-'A' < 26 && end-i < 5 {
		end++
	}
	if end < len(p.s) && isLetter(p.s[end]) {
		return clock{}, i, false
	}
	name := p.s[i:end]
	switch {
	case len(name) == 1:
		// Section 4.3 of RFC 2822: military letters were used both ways, so they say nothing but UTC.
		return clock{zone: zoneFixed}, end, name == "Z" || name != "J" && end == len(p.s)
	case name == "CST":
		return clock{zone: zoneCST}, end, true
	case name == "IST":
		return clock{zone: zoneFixed, offset: 5*3600 + 1800}, end, true
	}
	for _, z := range zoneNames {
		if z.name == name {
			c := clock{zone: zoneFixed, offset: int(z.hours) * 3600}
			if z.hours == 0 {
				if off, e, ok := p.offset(gap(p.s, end)); ok {
					c.offset, end = off, e
				}
			}
			return c, end, true
		}
	}
	return clock{}, i, false
}

// nameBehind returns the end of the name that repeats the offset which ends at i, else i: Go writes +0800 CST.
func (p *parser) nameBehind(i int) int {
	const shortest = 3 // letters
	j := gap(p.s, i)
	if j == i || len(p.s)-j < shortest || p.s[j]-'A' >= 26 {
		return i
	}
	if _, end, ok := p.bareZone(j, false); ok && end-j >= shortest {
		return end
	}
	return i
}

// maxOffsetHours is the largest offset in use: +14:00 in Kiribati.
const maxOffsetHours = 14

// offset reads +8, +08, +0800 or +08:00 at i.
func (p *parser) offset(i int) (seconds, end int, ok bool) {
	if i >= len(p.s) || p.s[i] != '+' && p.s[i] != '-' {
		return 0, i, false
	}
	h, n, end := number(p.s, i+1)
	m := 0
	switch {
	case n == 4:
		h, m = h/100, h%100
	case n == 0 || n > 2:
		return 0, i, false
	case end < len(p.s) && p.s[end] == ':':
		v, n, e := number(p.s, end+1)
		if n != 2 {
			return 0, i, false
		}
		m, end = v, e
	}
	if h > maxOffsetHours || m > 59 {
		return 0, i, false
	}
	seconds = h*3600 + m*60
	if p.s[i] == '-' {
		seconds = -seconds
	}
	return seconds, end, true
}
