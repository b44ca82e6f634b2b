package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"mime"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/internal/source"
)

// stdinPath names standard input among the inputs.
const stdinPath = "-"

// inputFlags are the flags every FILE… command has.
type inputFlags struct {
	fetchFlags
	filesFrom   string
	url         string
	contentType string
}

// register adds --files-from, --url and --content-type.
func (f *inputFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.filesFrom, "files-from", "", "read inputs from `LIST` (- for stdin): one path a line, then optionally TAB URL, TAB Content-Type")
	cmd.Flags().StringVar(&f.url, "url", "", "`URL` the input came from; for a directory that of its root")
	cmd.Flags().StringVar(&f.contentType, "content-type", "", "`TYPE` the input was served with, as in the HTTP header")
	f.fetchFlags.register(cmd)
}

// inputs lists what args and --files-from name.
func (f *inputFlags) inputs(env *Env, args []string) ([]source.Input, error) {
	if err := checkAddress("url", f.url); err != nil {
		return nil, err
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	ins := source.Paths(args, f.url, f.contentType)
	if f.filesFrom != "" {
		listed, err := f.readList(env)
		if err != nil {
			return nil, err
		}
		if ins = append(ins, listed...); len(ins) == 0 {
			return nil, fmt.Errorf("--files-from %s: no inputs in the list", f.filesFrom)
		}
	} else if len(ins) == 0 {
		return nil, usageErrorf("no input named").withAdvice("name files, - for stdin, or --files-from LIST")
	}
	stdins := 0
	if f.filesFrom == stdinPath {
		stdins++
	}
	for _, in := range ins {
		switch in.Path {
		case "":
			return nil, usageErrorf("an input has an empty name")
		case stdinPath:
			stdins++
		}
	}
	if stdins > 1 {
		return nil, usageErrorf("stdin is named twice").withAdvice("it can be read once: name - once, or --files-from - alone")
	}
	f.connect(env, ins)
	return ins, nil
}

// checkAddress returns an error when the value of a flag is neither empty nor the address of something on the web.
func checkAddress(flag, value string) error {
	if value == "" {
		return nil
	}
	u, err := url.Parse(value)
	if _, odd := errors.AsType[url.EscapeError](err); odd { // a percent sign that servers took all the same
		u, err = url.Parse(strings.ReplaceAll(value, "%", "%25"))
	}
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || strings.ContainsAny(value, "<>\"\r\n ") {
		return usageErrorf("--%s %q is not an http address", flag, value).withAdvice("write it with http:// or https://, as in http://www.example.cn/")
	}
	return nil
}

// readList reads the list of --files-from; the flags fill in what a line leaves out.
func (f *inputFlags) readList(env *Env) ([]source.Input, error) {
	r := env.Stdin
	if f.filesFrom != stdinPath {
		file, err := os.Open(f.filesFrom)
		if err != nil {
			return nil, fmt.Errorf("read --files-from: %s: %w", f.filesFrom, cause(err))
		}
		defer file.Close() //nolint:errcheck // nothing was written
		r = file
	}
	ins, err := source.ReadList(r)
	if err != nil {
		return nil, fmt.Errorf("--files-from %s: %w", f.filesFrom, err)
	}
	for i := range ins {
		if ins[i].URL == "" {
			ins[i].URL = f.url
		}
		if ins[i].ContentType == "" {
			ins[i].ContentType = f.contentType
		}
	}
	return ins, nil
}

// charset is the charset parameter of a Content-Type, "" if there is none.
func charset(contentType string) string {
	const blanksAndQuotes = " \t\"'"
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		return strings.Trim(params["charset"], blanksAndQuotes)
	}
	// What servers send is not always well-formed; a charset in it counts all the same.
	_, label, _ := strings.Cut(strings.ToLower(contentType), "charset=")
	label, _, _ = strings.Cut(label, ";")
	return strings.Trim(label, blanksAndQuotes)
}

// cause takes the operation and path out of a file error; whoever reports it names the file.
func cause(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	if le, ok := errors.AsType[*os.LinkError](err); ok {
		return le.Err
	}
	return err
}

// resources reads inputs one after the other, directories expanded.
func resources(env *Env, ins []source.Input) iter.Seq2[source.Resource, error] {
	return source.Inputs(ins, source.Options{Stdin: env.Stdin, Fetch: env.fetch})
}

// outcome is what one input came to.
type outcome struct {
	out   []byte   // result for stdout, already in its final form
	notes []string // said on stderr after the result
	err   error    // the input failed; says nothing of the path
}

// process does work for every input in parallel and reports the outcomes in the order of the inputs.
// One failed input does not end the run: it is reported and makes the run end with ExitInputs.
func process(ctx context.Context, env *Env, ins iter.Seq2[source.Resource, error], asJSON bool, work func(source.Resource) outcome) error {
	failed := false
	report := func(path string, o outcome) error {
		if o.err != nil {
			failed = true
			if asJSON {
				o.out = append(o.out, jsonLine(failedInput{Path: path, Error: o.err.Error()})...)
			}
		}
		if len(o.out) > 0 {
			if err := writeAll(env.Stdout, o.out); err != nil {
				return err
			}
		}
		if o.err != nil {
			env.complain(path, o.err)
		}
		for _, note := range o.notes {
			env.notice(path, "%s", note)
		}
		return nil
	}
	err := ordered(ctx, ins, work, func(in source.Resource, o outcome) error { return report(in.Path, o) }, func(err error) error {
		path, err := splitPath(err)
		return report(path, outcome{err: err})
	})
	if err == nil && failed {
		err = errInputsFailed()
	}
	return err
}

// splitPath takes the path out of the error of an input.
func splitPath(err error) (string, error) {
	if e, ok := errors.AsType[*source.Error](err); ok {
		return e.Path, e.Err
	}
	return "", err
}

// ordered runs work for every input on as many goroutines as there are processors and hands the results to report,
// and the errors among the inputs to reportErr, one at a time in the order of the inputs.
// At most a few inputs for each processor are in memory. It ends at the first error of a report or when ctx does;
// then only the goroutine that reads may outlive it, until the read that it waits for returns.
func ordered[T any](ctx context.Context, ins iter.Seq2[source.Resource, error], work func(source.Resource) T,
	report func(source.Resource, T) error, reportErr func(error) error,
) error {
	ctx, cancel := context.WithCancel(ctx)
	workers := runtime.GOMAXPROCS(0)
	todo := make(chan slot[T])
	turn := make(chan slot[T], 2*workers) // bounds how far reading runs ahead of reporting
	go func() {
		defer close(todo)
		defer close(turn)
		for in, err := range ins {
			s := slot[T]{in, err, make(chan T, 1)}
			if !send(ctx, turn, s) || err == nil && !send(ctx, todo, s) {
				return
			}
		}
	}()
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	for range workers {
		all.Go(func() {
			for {
				s, ok := receive(ctx, todo)
				if !ok {
					return
				}
				s.done <- work(s.in)
			}
		})
	}
	for {
		s, ok := receive(ctx, turn)
		if !ok {
			return ctx.Err()
		}
		if s.err != nil {
			if err := reportErr(s.err); err != nil {
				return err
			}
			continue
		}
		result, ok := receive(ctx, s.done)
		if !ok {
			return ctx.Err()
		}
		if err := report(s.in, result); err != nil {
			return err
		}
	}
}

// slot is the place of one input in the order.
type slot[T any] struct {
	in   source.Resource
	err  error  // instead of an input
	done chan T // takes the one result
}

// send sends v unless ctx ends before.
func send[T any](ctx context.Context, c chan<- T, v T) bool {
	select {
	case c <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

// receive receives a value; false when the channel is closed or ctx ends before.
func receive[T any](ctx context.Context, c <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-c:
		return v, ok
	case <-ctx.Done():
		return v, false
	}
}

// oneInput is the input of a command that takes one, stdin when none is named.
func oneInput(command string, args []string) (string, error) {
	switch {
	case len(args) == 0:
		return stdinPath, nil
	case len(args) > 1:
		return "", usageErrorf("%s takes one input, but got %d", command, len(args)).withAdvice("join them before, or run it once for each")
	case args[0] == "":
		return "", usageErrorf("an input has an empty name")
	}
	return args[0], nil
}
