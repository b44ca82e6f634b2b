package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // --timezone works on machines without a zone database

	"github.com/portalfeed/portalfeed/encodingx"
)

// defaultTimezone is the zone of portal dates that name none.
const defaultTimezone = "Asia/Shanghai"

// encodingName is the name of an encoding as every output writes it.
func encodingName(e *encodingx.Encoding) string {
	if e == nil {
		return ""
	}
	return strings.ToLower(e.Name())
}

// lookupEncoding resolves the label given with a flag.
func lookupEncoding(flag, label string) (*encodingx.Encoding, error) {
	if e, ok := encodingx.Lookup(label); ok {
		return e, nil
	}
	err := usageErrorf("unknown encoding %q for --%s", label, flag)
	if near := encodingx.Suggest(label); len(near) > 0 {
		err = err.withAdvice("nearest known labels: %s", strings.Join(near, ", "))
	}
	return nil, err
}

// zoneOffset matches an offset from UTC as recipes write it.
var zoneOffset = regexp.MustCompile(`^([+-])([01]\d):([0-5]\d)$`)

// location resolves --timezone: a name or an offset.
func location(name string) (*time.Location, error) {
	wrong := func() error {
		return usageErrorf("unknown timezone %q for --timezone", name).
			withAdvice("name one of the IANA database, such as %s or UTC, or an offset such as +08:00", defaultTimezone)
	}
	if m := zoneOffset.FindStringSubmatch(name); m != nil {
		hours, _ := strconv.Atoi(m[2])   // two digits
		minutes, _ := strconv.Atoi(m[3]) // two digits
		seconds := (hours*60 + minutes) * 60
		if m[1] == "-" {
			seconds = -seconds
		}
		return time.FixedZone(name, seconds), nil
	}
	if name == "" || name == "Local" { // neither may depend on the machine
		return nil, wrong()
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, wrong()
	}
	return loc, nil
}

// clock resolves --now: the time given, else the Env's clock.
func clock(env *Env, flag string) (time.Time, error) {
	if flag == "" {
		return env.now(), nil
	}
	t, err := time.Parse(time.RFC3339, flag)
	if err != nil {
		return time.Time{}, usageErrorf("--now %q is not an RFC 3339 time", flag).withAdvice("write it as 2012-09-25T18:07:00+08:00")
	}
	return t, nil
}

// decodeNote says that sequences did not decode, "" when all did.
func decodeNote(invalid int, encoding string) string {
	switch invalid {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("1 sequence does not decode as %s", encoding)
	}
	return fmt.Sprintf("%d sequences do not decode as %s", invalid, encoding)
}

// labelNote says that a declaration was overruled by the bytes, "" when none was.
func labelNote(d encodingx.Detection) string {
	if d.Encoding == nil {
		return ""
	}
	for _, c := range d.Declared {
		declared, ok := encodingx.Lookup(c.Label)
		if ok && !sameFamily(declared, d.Encoding) {
			return fmt.Sprintf("declares %s (%s) but is %s", c.Label, c.By, encodingName(d.Encoding))
		}
	}
	return ""
}

// sameFamily reports whether two encodings read ordinary text alike, so that one label for the other is no lie worth a word.
func sameFamily(a, b *encodingx.Encoding) bool {
	return family(encodingName(a)) == family(encodingName(b))
}

// family joins the encodings whose labels stand for each other.
func family(name string) string {
	switch name {
	case "gbk", "gb18030", "gb2312":
		return "gb"
	case "big5", "big5-uao", "big5-hkscs":
		return "big5"
	}
	return name
}
