package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"strconv"
	"strings"
)

const (
	cnsRow   = 94
	cnsPlane = cnsRow * cnsRow
)

// writeCNS writes the planes of CNS 11643 from a character map of EUC-TW.
func writeCNS(path, out string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("reading the character map: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	planes := map[int]map[int]rune{}
	sc := bufio.NewScanner(z)
	for sc.Scan() {
		fields := strings.Fields(strings.TrimPrefix(sc.Text(), "%IRREVERSIBLE%"))
		if len(fields) < 2 || !strings.HasPrefix(fields[0], "<U") {
			continue
		}
		code, err := strconv.ParseInt(strings.Trim(fields[0], "<U>"), 16, 32)
		if err != nil {
			continue
		}
		var seq []byte
		for hex := range strings.SplitSeq(strings.TrimPrefix(fields[1], "/x"), "/x") {
			b, err := strconv.ParseUint(hex, 16, 8)
			if err != nil {
				return fmt.Errorf("reading %s: %q: %w", path, sc.Text(), err)
			}
			seq = append(seq, byte(b))
		}
		plane := 1
		switch {
		case len(seq) == 4:
			plane, seq = int(seq[1])-0xA0, seq[2:]
		case len(seq) != 2 || seq[0] < 0xA1:
			continue
		}
		if planes[plane] == nil {
			planes[plane] = map[int]rune{}
		}
		at := int(seq[0]-0xA1)*cnsRow + int(seq[1]-0xA1)
		if _, ok := planes[plane][at]; !ok {
			planes[plane][at] = rune(code)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	b := bytes.NewBufferString(strings.Replace(header, "the WHATWG Encoding Standard's index files", "the GNU C library's character map EUC-TW", 1))
	b.WriteString("// cnsPlanes are the planes of CNS 11643: 94 rows of 94 characters, a space where there is none.\nvar cnsPlanes = map[int]string{\n")
	for plane := 1; plane <= 16; plane++ {
		if len(planes[plane]) == 0 {
			continue
		}
		fmt.Fprintf(b, "\t%d: \"\" +\n", plane)
		for row := range cnsRow {
			b.WriteString("\t\t\"")
			for i := range cnsRow {
				if r, ok := planes[plane][row*cnsRow+i]; ok {
					writeRune(b, r)
				} else {
					b.WriteByte(' ')
				}
			}
			b.WriteByte('"')
			if row < cnsRow-1 {
				b.WriteString(" +")
			} else {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
		}
	}
	b.WriteString("}\n")
	return writeGo(out, b.Bytes())
}
