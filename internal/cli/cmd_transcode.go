package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/text/transform"

	"github.com/portalfeed/portalfeed/encodingx"
)

type transcodeOptions struct {
	from        string
	to          string
	httpCharset string
	strict      bool
	mend        bool
	report      string
	output      string

	fromEncoding *encodingx.Encoding // nil: found out
	toEncoding   *encodingx.Encoding // nil: UTF-8
}

func newTranscodeCommand(env *Env) *cobra.Command {
	var o transcodeOptions
	cmd := &cobra.Command{
		Use:   "transcode [flags] [FILE]",
		Short: "turn text from one encoding into another",
		Long: `Turn FILE (stdin by default, or with -) into UTF-8, or the encoding of --to, on stdout or in the file of -o.

Without --from the encoding is found as detect finds it. What does not decode becomes U+FFFD, and what the target
encoding does not have becomes a numeric character reference (&#20013;); both are counted on stderr. With --strict
either one fails instead, and nothing is written.

With --mend a page of several encodings is read part by part, and UTF-8 that had been misread and encoded again is put
right; what was done is told on stderr and in the report. The page is then read as a whole, up to 256 MB.

The text streams through otherwise, whatever its size. A file of -o is there whole or not at all, and never the input itself.`,
		Example:     "  portalfeed transcode -o page.txt page.html\n  portalfeed transcode --from utf-8 --to gb18030 <in.txt >out.txt",
		Annotations: inGo("encodingx.NewReader"),
		Args:        cobra.ArbitraryArgs,
		RunE:        run(func(ctx context.Context, args []string) error { return runTranscode(ctx, env, o, args) }),
	}
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "`LABEL` of the input's encoding (default: found out)")
	f.StringVar(&o.to, "to", "", "`LABEL` of the output's encoding (default utf-8)")
	f.StringVar(&o.httpCharset, "http-charset", "", "charset `LABEL` of the HTTP Content-Type")
	f.BoolVar(&o.strict, "strict", false, "fail at the first sequence that does not decode or character that does not encode")
	f.BoolVar(&o.mend, "mend", false, "read parts in other encodings than the page's, and undo double encoding")
	f.StringVar(&o.report, "report", "", "write what did not decode to `FILE` as JSON")
	f.StringVarP(&o.output, "output", "o", "", "write to `OUT` instead of stdout")
	return cmd
}

// validate resolves the labels.
func (o *transcodeOptions) validate() (err error) {
	if o.mend && (o.strict || o.from != "") {
		return usageErrorf("--mend finds encodings out and never fails").withAdvice("leave out --strict and --from")
	}
	if o.from != "" {
		if o.fromEncoding, err = lookupEncoding("from", o.from); err != nil {
			return err
		}
	}
	if o.to != "" {
		if o.toEncoding, err = lookupEncoding("to", o.to); err != nil {
			return err
		}
	}
	return nil
}

func runTranscode(ctx context.Context, env *Env, o transcodeOptions, args []string) error {
	if err := o.validate(); err != nil {
		return err
	}
	path, err := oneInput("transcode", args)
	if err != nil {
		return err
	}
	for _, out := range []string{o.output, o.report} {
		if out != "" && path != stdinPath && sameFile(out, path) {
			return usageErrorf("output %s is the input", out).withAdvice("name another file")
		}
	}
	if o.output != "" && o.output != stdinPath && (o.output == o.report || sameFile(o.output, o.report)) {
		return usageErrorf("--output and --report are both %s", o.output).withAdvice("name two files")
	}
	t := transcoding{env: env, o: o, path: path}
	err = t.run(ctx)
	if err != nil && t.inputFailed {
		env.complain(path, err)
		return errInputsFailed()
	}
	return err
}

// transcoding is one run of transcode.
type transcoding struct {
	env  *Env
	o    transcodeOptions
	path string

	inputFailed bool // the error is the input's and not the output's
	references  references
}

func (t *transcoding) run(ctx context.Context) error {
	in, err := t.open(ctx)
	if err != nil {
		t.inputFailed = true
		return err
	}
	defer in.Close() //nolint:errcheck // nothing was written
	counted := &countingReader{r: in}
	peeked := bufio.NewReader(counted)
	if head, _ := peeked.Peek(maxSignature); t.o.fromEncoding == nil { // what failed now fails again when it is read
		if err := checkText(head); err != nil {
			t.inputFailed = true
			return err
		}
	}
	if t.o.mend {
		return t.mend(peeked)
	}
	text, err := encodingx.NewReader(peeked, encodingx.Hints{
		Encoding: t.o.fromEncoding, HTTPCharset: t.o.httpCharset, Strict: t.o.strict,
	})
	if err != nil {
		t.inputFailed = true
		return fmt.Errorf("read: %w", cause(err))
	}
	if counted.n == 0 {
		t.inputFailed = true
		return errEmpty
	}
	if err := t.write(text); err != nil {
		return err
	}
	return t.account(text, counted.n)
}

var errEmpty = errors.New("the file is empty")

// open opens the input.
func (t *transcoding) open(ctx context.Context) (io.ReadCloser, error) {
	if t.path == stdinPath {
		return io.NopCloser(contextReader{ctx, t.env.Stdin}), nil
	}
	file, err := os.Open(t.path)
	if err != nil {
		return nil, cause(err)
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = errors.New("is a directory")
	}
	if err != nil {
		return nil, errors.Join(cause(err), file.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{contextReader{ctx, file}, file}, nil
}

// write sends the text where it belongs: to the file of -o when it is whole; to stdout as it comes, with --strict when it is whole.
func (t *transcoding) write(text io.Reader) error {
	if t.o.output == "" || t.o.output == stdinPath {
		if !t.o.strict {
			return t.copy(t.env.Stdout, text)
		}
		held, err := newSpool()
		if err != nil {
			return err
		}
		err = t.copy(held, text)
		if err == nil {
			err = held.release(t.env.Stdout)
		}
		return errors.Join(err, held.discard())
	}
	file, err := createOutput(t.o.output)
	if err != nil {
		return err
	}
	defer file.discard()
	if err := t.copy(file, text); err != nil {
		return err
	}
	return file.commit()
}

// copy encodes the text to w.
func (t *transcoding) copy(w io.Writer, text io.Reader) error {
	out := &failingWriter{w: w}
	target := io.Writer(out)
	var encoded io.WriteCloser
	if t.o.toEncoding != nil {
		var encoder transform.Transformer = t.o.toEncoding.NewEncoder()
		if !t.o.strict {
			t.references.encoder = encoder
			encoder = &t.references
		}
		encoded = transform.NewWriter(out, encoder)
		target = encoded
	}
	_, err := io.Copy(target, text)
	if err == nil && encoded != nil {
		err = encoded.Close()
	}
	if err == nil {
		return nil
	}
	if out.err != nil {
		return fmt.Errorf("write output: %w", cause(out.err))
	}
	t.inputFailed = true // neither text nor encoding can be had of it
	return cause(err)
}

// maxMended bounds a page that is mended, which is in memory as a whole.
const maxMended = 256 << 20

// mend is run for a page of several encodings.
func (t *transcoding) mend(in io.Reader) error {
	b, err := io.ReadAll(io.LimitReader(in, maxMended+1))
	switch {
	case err != nil:
		err = fmt.Errorf("read: %w", cause(err))
	case len(b) == 0:
		err = errEmpty
	case len(b) > maxMended:
		err = fmt.Errorf("the page has more than %d bytes", maxMended)
	}
	if err != nil {
		t.inputFailed = true
		return err
	}
	text, done := encodingx.Mend(b, encodingx.Hints{HTTPCharset: t.o.httpCharset})
	if err := t.write(bytes.NewReader(text.UTF8)); err != nil {
		return err
	}
	name := encodingName(text.Detection.Encoding)
	if t.o.report != "" {
		r := transcodeReport{
			Encoding: name, Bytes: int64(len(b)), Invalid: newInvalidOutputs(text.Diagnostics), Count: text.Invalid, Truncated: len(text.Diagnostics) < text.Invalid,
		}
		for _, m := range done {
			r.Mended = append(r.Mended, newMendedOutput(m))
		}
		if err := t.writeReport(r); err != nil {
			return err
		}
	}
	if len(done) > 0 {
		verb := "were"
		if len(done) == 1 {
			verb = "was"
		}
		t.env.notice(t.path, "%s of the %s page %s mended", count(len(done), "part"), name, verb)
		for i, m := range done {
			if i == maxNotes {
				t.env.notice("", "and %d more", len(done)-maxNotes)
				break
			}
			t.env.notice("", "at byte %d: %q is %q (%.0f %% sure)", m.Offset, m.Was, m.Became, math.Floor(100*m.Sure))
		}
	}
	if note := decodeNote(text.Invalid, name); note != "" {
		t.env.notice(t.path, "%s", note)
	}
	t.noticeReferences()
	return nil
}

func newMendedOutput(m encodingx.Mended) mendedOutput {
	o := mendedOutput{
		Offset: int64(m.Offset), Length: int64(m.Length), As: encodingName(m.As),
		Was: m.Was, Became: m.Became, Lost: m.Lost, Sure: math.Floor(1000*m.Sure) / 1000,
	}
	if m.Through != nil {
		o.Through = encodingName(m.Through)
	}
	return o
}

// account writes the report and says what did not survive.
func (t *transcoding) account(text *encodingx.Reader, size int64) error {
	name := encodingName(text.Detection().Encoding)
	if t.o.report != "" {
		if err := t.writeReport(newTranscodeReport(text, size)); err != nil {
			return err
		}
	}
	if note := decodeNote(text.Invalid(), name); note != "" {
		t.env.notice(t.path, "%s", note)
	}
	t.noticeReferences()
	return nil
}

func (t *transcoding) noticeReferences() {
	if n := t.references.count; n > 0 {
		t.env.notice(t.path, "%s not in %s written as references", count(n, "character"), encodingName(t.o.toEncoding))
	}
}

func newTranscodeReport(text *encodingx.Reader, size int64) transcodeReport {
	list := text.Diagnostics()
	return transcodeReport{
		Encoding: encodingName(text.Detection().Encoding), Bytes: size,
		Invalid: newInvalidOutputs(list), Count: text.Invalid(), Truncated: len(list) < text.Invalid(),
	}
}

func newInvalidOutputs(list []encodingx.Diagnostic) []invalidOutput {
	out := make([]invalidOutput, 0, len(list))
	for _, d := range list {
		out = append(out, invalidOutput{int64(d.Offset), hex.EncodeToString(d.Bytes), string(d.Reason)})
	}
	return out
}

// mendedOutput is one part that --mend read otherwise than the page.
type mendedOutput struct {
	Offset  int64   `json:"offset"`
	Length  int64   `json:"length"`
	As      string  `json:"as"`
	Through string  `json:"through,omitempty"`
	Was     string  `json:"was"`
	Became  string  `json:"became"`
	Lost    int     `json:"lost"`
	Sure    float64 `json:"sure"`
}

// writeReport writes the report of --report.
func (t *transcoding) writeReport(r transcodeReport) error {
	b, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	b = append(b, '\n')
	if t.o.report == stdinPath {
		return writeAll(t.env.Stdout, b)
	}
	file, err := createOutput(t.o.report)
	if err != nil {
		return err
	}
	defer file.discard()
	if _, err := file.Write(b); err != nil {
		return fmt.Errorf("write %s: %w", t.o.report, cause(err))
	}
	return file.commit()
}
