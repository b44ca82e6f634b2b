package encodingx

import (
	"slices"
	"unicode/utf8"
)

// The sizes of the samples that are priced, each when the one before left doubt. Only non-ASCII bytes and their
// neighbours are taken, so that markup costs nothing.
const (
	firstSample  = 640
	secondSample = 4096
	thirdSample  = 64 << 10 // only in the encodings that the second could not tell apart
)

// judge holds what the bytes say by themselves.
type judge struct {
	detector *Detector
	expected string // encodings that hints speak for
	utf8     utf8Lane
	sample   []byte
	leanings leanings
	leant    bool
	lanes    []lane
	room     [maxLanes]lane
}

// maxLanes is at least the number of encodings that are priced.
const maxLanes = 40

// cutLen is the length of the begin of a UTF-8 sequence that b ends with.
func cutLen(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if c := b[len(b)-n]; c >= 0xC0 {
			if _, whole := utf8BadLen(b[len(b)-n:]); !whole {
				return n
			}
			return 0
		} else if c < utf8.RuneSelf {
			return 0
		}
	}
	return 0
}

// utf8Lane is what the sample costs as UTF-8 with flaws.
type utf8Lane struct {
	valid  int // sequences of several bytes
	broken int // and what is none
	cost   int
}

// What characters of UTF-8 cost by their length: about as much as letters do in the 8-bit encodings, and as Chinese does.
var utf8Costs = [utf8.UTFMax + 1]int{2: 12, 3: 26, 4: 40}

// readUTF8 prices b as UTF-8, as long as that may be.
func readUTF8(b []byte) (u utf8Lane) {
	const hopeless = 32 // more flaws than characters
	for len(b) > 0 && u.broken <= u.valid+hopeless {
		if b[0] < utf8.RuneSelf {
			b = b[asciiLen(b):]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r != utf8.RuneError || n > 1 {
			u.valid++
			u.cost += utf8Costs[n]
			b = b[n:]
			continue
		}
		n, whole := utf8BadLen(b)
		if whole {
			if u.broken == 0 {
				u.cost += costFirstError
			}
			u.broken++
			u.cost += costInvalid
		}
		b = b[n:]
	}
	return u
}

// mostly tells whether the bytes are UTF-8 with flaws, whatever is declared: there are many characters to a flaw, or nothing
// else explains the bytes nearly as well.
func (u utf8Lane) mostly(best int) bool {
	return u.valid > 1 && (u.valid >= u.broken*nearlyUTF8 || u.valid > u.broken && u.cost+certainMargin < best)
}

// confidentPairs is how many characters of a double-byte encoding, at a cost of at most confidentCost each, leave no
// need to price the single-byte ones.
const (
	confidentPairs = 64
	confidentCost  = 24
)

// price reads a sample in every encoding, and a longer one where that leaves doubt.
func (j *judge) price() {
	complete := false
	j.sample, complete = j.detector.sample(firstSample)
	j.priceSample(nil)
	if best := j.lanes[0]; complete ||
		best.encoding.kind != kindSingleByte && j.lead() >= decisiveMargin && best.perUnit() <= confidentCost && best.errors == 0 {
		return
	}
	j.sample, complete = j.detector.sample(secondSample)
	j.priceSample(nil)
	if complete || j.lead() >= certainMargin {
		return
	}
	limit := j.lanes[0].cost + certainMargin
	var room [maxLanes]*Encoding
	tied := room[:0]
	for _, l := range j.lanes {
		if l.cost < limit {
			tied = append(tied, l.encoding)
		}
	}
	j.sample, _ = j.detector.sample(thirdSample)
	j.priceSample(tied)
}

// lead is how much cheaper the best lane is than the next.
func (j *judge) lead() int {
	if len(j.lanes) < 2 {
		return decisiveMargin
	}
	return j.lanes[1].cost - j.lanes[0].cost
}

// allowed is the most that a declared encoding may cost.
func (j *judge) allowed(best int) int { return best + margin + marginPair*len(j.sample)/2 }

// chineseLanes are the first of the pairLanes.
const chineseLanes = 2

// priceSample reads the sample in some encodings, or in all. A lane is given up where it cannot be believed any more.
func (j *judge) priceSample(some []*Encoding) {
	j.lanes = j.room[:0]
	best := int(^uint(0) >> 2)
	for i := range pairLanes {
		if i == chineseLanes && j.confident() {
			return
		}
		if some != nil && !slices.Contains(some, named(pairLanes[i].encoding)) {
			continue
		}
		l := pairLanes[i].model().read(j.sample, j.allowed(best))
		l.cost += j.unhinted(l.encoding)
		best = min(best, l.cost)
		j.lanes = append(j.lanes, l)
	}
	if j.confident() {
		return
	}
	if !j.leant {
		j.leanings.lean(j.detector.window, j.detector.first)
		j.leant = true
	}
	for _, m := range byteModels() {
		if some != nil && !slices.Contains(some, m.encoding) {
			continue
		}
		l := m.read(j.sample, j.allowed(best), &j.leanings)
		l.cost += j.unhinted(l.encoding)
		best = min(best, l.cost)
		j.lanes = append(j.lanes, l)
	}
	cheapest(j.lanes)
}

// unhinted is what an encoding costs that the hints do not speak for.
func (j *judge) unhinted(e *Encoding) int {
	if j.expected == "" || hasField(j.expected, e.name) {
		return 0
	}
	return costUnhinted
}

// confident sorts the lanes and tells whether the best so far is one that no other encoding's text could look like.
func (j *judge) confident() bool {
	cheapest(j.lanes)
	return len(j.lanes) > 0 && j.lanes[0].pairs >= confidentPairs && j.lanes[0].errors == 0 &&
		j.lanes[0].perUnit() <= confidentCost && j.lead() >= certainMargin
}

// telling tells whether the best lane says more than that the bytes are not random: they are cheaper there than random
// bytes would be, and of some variety.
func (j *judge) telling() bool {
	const perByte, perASCII, variety = 14, 8, 3
	chance, last := 0, byte(0)
	var seen [256]bool
	distinct := 0
	for _, c := range j.sample {
		switch {
		case c >= utf8.RuneSelf:
			chance += perByte
			if !seen[c] {
				seen[c] = true
				distinct++
			}
		case last >= utf8.RuneSelf:
			chance += perASCII
		}
		if distinct >= variety && j.lanes[0].cost < chance {
			return true
		}
		last = c
	}
	return false
}

// Shares that the referee goes by.
const (
	// nearlyUTF8 valid sequences for each broken one make text UTF-8 with flaws: chance gives less than one.
	nearlyUTF8 = 8
	// toleratedErrors is how many characters there must be for each that does not decode.
	toleratedErrors = 50
	// A declared encoding may cost this much more than the best one, by itself and for each two non-ASCII bytes.
	margin     = 24
	marginPair = 6
	// Of enoughUnits characters or more, one in noiseErrors that does not decode even in the best encoding is noise.
	enoughUnits = 50
	noiseErrors = 8
	// decisiveMargin is the lead at which more bytes cannot change the answer.
	decisiveMargin = 160
	// certainMargin is the lead over the next encoding from which statistics are sure.
	certainMargin = 20
)

// decide weighs the declarations against what the bytes say.
func (j *judge) decide(declarations []Declaration) Detection {
	j.expected = j.detector.h.expected()
	j.leant = false
	j.price()
	j.utf8 = readUTF8(j.sample)
	best := j.lanes[0]
	mostlyUTF8 := j.utf8.mostly(best.cost)
	for _, dec := range declarations {
		e := dec.encodingOf()
		switch {
		case e == nil || !e.asciiCompatible():
		case e.kind == kindUTF8:
			if mostlyUTF8 || j.utf8.valid > j.utf8.broken && j.utf8.cost <= j.allowed(best.cost) {
				return j.detection(e, dec.By, mostlyUTF8)
			}
		case !mostlyUTF8 && j.believes(e):
			return j.detection(e, dec.By, true)
		}
	}
	switch {
	case mostlyUTF8:
		return j.detection(named("UTF-8"), ByUTF8, true)
	case best.perUnit() > confidentCost || best.errors > 0:
		if e := byColumns(j.detector.start); e != nil {
			return j.detection(e, ByStatistics, true)
		}
	}
	switch {
	case best.units >= enoughUnits && best.errors*noiseErrors > best.units:
		return j.detection(named("windows-1252"), ByFallback, false)
	}
	sure := best.errors == 0 && j.lead() >= certainMargin && j.telling()
	return j.detection(best.encoding, ByStatistics, sure)
}

// believes tells whether a declared encoding explains the bytes about as well as the best one.
func (j *judge) believes(e *Encoding) bool {
	best := j.lanes[0]
	allowed := j.allowed(best.cost)
	for _, l := range j.lanes {
		if l.encoding == e.priced() {
			if l.encoding == best.encoding && l.encoding != e {
				return j.decodes(e)
			}
			return l.errors*toleratedErrors <= l.units+toleratedErrors/2 && l.cost <= allowed
		}
	}
	if e.kind == kindUTF8 {
		return false
	}
	// No model: it must decode, and nothing else may be sure of itself.
	return j.decodes(e) && best.perUnit() > confidentCost
}

// decodes tells whether the sample decodes well enough.
func (j *judge) decodes(e *Encoding) bool {
	return j.detector.countBadIn(e, j.sample, true)*toleratedErrors <= len(j.sample)
}

// maxCandidates bounds the list of candidates.
const maxCandidates = 5

// detection lists the likeliest encodings by their shares of the evidence, first the one that was decided on: where that is
// not the likeliest by the statistics, other evidence makes it at least as likely.
func (j *judge) detection(e *Encoding, by Evidence, sure bool) Detection {
	d := Detection{Encoding: e, By: by, Certain: sure, Invalid: NotCounted}
	list := append(j.detector.candidates[:0], Candidate{Encoding: e})
	best := j.lanes[0].cost
	if e.kind == kindUTF8 {
		best = min(best, j.utf8.cost)
		list[0].Score = share(j.utf8.cost, best)
	}
	total, most := 0.0, list[0].Score
	for _, l := range j.lanes[:min(len(j.lanes), maxCandidates)] {
		s := share(l.cost, best)
		most = max(most, s)
		if l.encoding != e {
			list = append(list, Candidate{Encoding: l.encoding, Score: s})
			total += s
		}
	}
	list[0].Score = most
	total += most
	for i := range list {
		list[i].Score /= total
	}
	d.Candidates = list
	return d
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
