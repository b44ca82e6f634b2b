package cli

import (
	"context"
	"fmt"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/internal/source"
)

type detectOptions struct {
	inputFlags
	json        bool
	noDeclared  bool
	httpCharset string
	language    string
}

func newDetectCommand(env *Env) *cobra.Command {
	var o detectOptions
	cmd := &cobra.Command{
		Use:   "detect [flags] FILE...",
		Short: "find the encoding of pages, with the evidence",
		Long: `Find the encoding of each FILE (- for stdin) and say which evidence decided: a byte order mark, the HTTP charset,
an XML declaration, a meta element, valid UTF-8, or the statistics of the bytes.

A declaration that the bytes contradict is overruled. With --no-declared only byte order marks and the bytes count.`,
		Example:     "  portalfeed detect page.html\n  portalfeed detect --json --files-from list.txt",
		Annotations: inGo("encodingx.Detect"),
		RunE:        run(func(ctx context.Context, args []string) error { return runDetect(ctx, env, o, args) }),
	}
	o.register(cmd)
	cmd.Flags().BoolVar(&o.json, "json", false, "print one JSON object a line")
	cmd.Flags().BoolVar(&o.noDeclared, "no-declared", false, "ignore HTTP, meta and XML declarations")
	cmd.Flags().StringVar(&o.language, "lang", "", "language `TAG` of the page, as in Content-Language; like the domain of its URL it breaks ties")
	cmd.Flags().StringVar(&o.httpCharset, "http-charset", "", "charset `LABEL` of the HTTP Content-Type")
	return cmd
}

func runDetect(ctx context.Context, env *Env, o detectOptions, args []string) error {
	ins, err := o.inputs(env, args)
	if err != nil {
		return err
	}
	row := newDetectTable(ins)
	if !o.json {
		if err := writeAll(env.Stdout, row.header()); err != nil {
			return err
		}
	}
	return process(ctx, env, resources(env, ins), o.json, func(in source.Resource) outcome {
		if err := checkText(in.Body); err != nil {
			return outcome{err: err}
		}
		d := encodingx.Detect(in.Body, o.hints(in))
		if o.json {
			return outcome{out: jsonLine(newDetectOutput(in.Path, d))}
		}
		return outcome{out: row.line(in.Path, d), notes: notes(labelNote(d))}
	})
}

// hints is what is known about the encoding of an input.
func (o detectOptions) hints(in source.Resource) encodingx.Hints {
	h := encodingx.Hints{
		HTTPCharset: o.httpCharset, IgnoreDeclared: o.noDeclared, Language: o.language, TopLevelDomain: hostOf(in.URL),
	}
	if h.HTTPCharset == "" {
		h.HTTPCharset = charset(in.ContentType)
	}
	return h
}

// hostOf is the host name of a URL, "" if it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// notes drops the empty ones.
func notes(all ...string) []string {
	var said []string
	for _, n := range all {
		if n != "" {
			said = append(said, n)
		}
	}
	return said
}

// detectTable lays out detect for people; its columns are as wide as the longest path, so that lines can be printed at once.
type detectTable struct{ pathWidth int }

// maxPathColumn bounds the first column; longer paths push their line to the right.
const maxPathColumn = 60

func newDetectTable(ins []source.Input) detectTable {
	t := detectTable{len("PATH")}
	for _, in := range ins {
		t.pathWidth = max(t.pathWidth, min(displayWidth(in.Path), maxPathColumn))
	}
	return t
}

func (t detectTable) header() []byte {
	return t.row("PATH", "ENCODING", "BY", "CERTAIN", "INVALID")
}

func (t detectTable) line(path string, d encodingx.Detection) []byte {
	certain := "no"
	if d.Certain {
		certain = "yes"
	}
	return t.row(path, encodingName(d.Encoding), string(d.By), certain, fmt.Sprint(d.Invalid))
}

func (t detectTable) row(path, encoding, by, certain, invalid string) []byte {
	return fmt.Appendf(nil, "%s  %-12s  %-10s  %-7s  %s\n", pad(printable(path), t.pathWidth), encoding, by, certain, invalid)
}
