package cli

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/feed/dates"
	"github.com/portalfeed/portalfeed/internal/source"
)

type extractOptions struct {
	inputFlags
	json     bool
	kind     string
	encoding string
	timezone string
	now      string
	explain  bool
}

func newExtractCommand(env *Env) *cobra.Command {
	var o extractOptions
	cmd := &cobra.Command{
		Use:   "extract [flags] FILE...",
		Short: "read what pages tell: articles and listings",
		Long: `Read each FILE (- for stdin) as an article (title, date, source, text) or as a listing (titled links with dates,
the category bar, the next page). --kind auto decides by the page.`,
		Example:     "  portalfeed extract --url http://www.example.cn/a/1.html page.html\n  portalfeed extract --json --kind listing list.html",
		Annotations: inGo("convert.Convert"),
		RunE:        run(func(ctx context.Context, args []string) error { return runExtract(ctx, env, o, args) }),
	}
	o.register(cmd)
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, "print one JSON object a line")
	f.StringVar(&o.kind, "kind", "auto", "read pages as `KIND`: auto, article or listing")
	f.StringVar(&o.encoding, "encoding", "", "`LABEL` of the pages' encoding (default: found for each page)")
	f.StringVar(&o.timezone, "timezone", defaultTimezone, "`ZONE` of dates that name none")
	f.StringVar(&o.now, "now", "", "reference `TIME` of relative dates, RFC 3339 (default: the clock)")
	f.BoolVar(&o.explain, "explain", false, "say for each field where it comes from, how sure, and what else was considered")
	return cmd
}

// convertOptions checks the flags and says them in the words of convert.
func (o extractOptions) convertOptions(env *Env) (convert.Options, error) {
	var c convert.Options
	switch o.kind {
	case "auto":
	case "article":
		c.Kind = convert.KindArticle
	case "listing":
		c.Kind = convert.KindListing
	default:
		return c, usageErrorf("unknown kind %q for --kind", o.kind).withAdvice("it is one of auto, article, listing")
	}
	if o.encoding != "" {
		if _, err := lookupEncoding("encoding", o.encoding); err != nil {
			return c, err
		}
		c.Encoding = o.encoding
	}
	var err error
	if c.Location, err = location(o.timezone); err != nil {
		return c, err
	}
	c.Now, err = clock(env, o.now)
	return c, err
}

func runExtract(ctx context.Context, env *Env, o extractOptions, args []string) error {
	options, err := o.convertOptions(env)
	if err != nil {
		return err
	}
	options.Explain, options.Pool = o.explain, &convert.Pool{}
	ins, err := o.inputs(env, args)
	if err != nil {
		return err
	}
	return process(ctx, env, resources(env, ins), o.json, func(in source.Resource) outcome {
		if err := checkText(in.Body); err != nil {
			return outcome{err: err}
		}
		r, err := convert.Convert(convert.Page{URL: in.URL, ContentType: in.ContentType, Body: in.Body}, options)
		if err != nil {
			return outcome{err: err}
		}
		done := outcome{notes: notes(labelNote(r.Detection), decodeNote(r.Detection.Invalid, encodingName(r.Detection.Encoding)))}
		if o.json {
			done.out = jsonLine(newPageOutput(in.Path, r))
		} else {
			done.out = pageText(in.Path, r)
		}
		return done
	})
}

// pageText lays a page out for people.
func pageText(path string, r *convert.Result) []byte {
	var b bytes.Buffer
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-9s %s\n", name+":", printable(value))
		}
	}
	line("path", path)
	line("encoding", encodingName(r.Detection.Encoding))
	line("url", r.URL)
	if r.Kind == convert.KindError {
		line("kind", string(r.Kind)+" ("+string(r.Reason)+")")
		line("title", r.Title)
		line("redirect", r.Redirect)
		line("frame", r.Frame)
	} else if a := r.Article; a != nil && r.Kind != convert.KindListing {
		line("title", a.Title)
		line("date", humanDate(a.Date))
		line("source", a.Source)
		line("author", a.Author)
		line("editor", a.Editor)
		line("in", strings.Join(a.Breadcrumb, " > "))
		b.WriteByte('\n')
		for paragraph := range strings.SplitSeq(a.Text, "\n") {
			b.WriteString(printable(paragraph) + "\n")
		}
	} else {
		listingText(&b, line, r)
	}
	line("next", r.NextPage)
	for _, e := range r.Evidence {
		if e.Value == "" {
			continue
		}
		fmt.Fprintf(&b, "  %s: %s, %.0f %% sure: %s\n", e.Field, e.From, 100*e.Sure, printable(e.Value))
		for _, o := range e.Others {
			fmt.Fprintf(&b, "    not %s: %s\n", o.From, printable(o.Value))
		}
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// listingText lays the listings of a page out for people.
func listingText(b *bytes.Buffer, line func(name, value string), r *convert.Result) {
	line("title", r.Title)
	var bar []string
	for _, c := range r.Categories {
		bar = append(bar, c.Title)
	}
	line("bar", strings.Join(bar, " | "))
	for _, l := range r.Listings {
		b.WriteByte('\n')
		if l.Title != "" {
			b.WriteString(printable(l.Title) + "\n")
		}
		for _, i := range l.Items {
			fmt.Fprintf(b, "  %-16s  %s\n  %-16s  %s\n", humanDate(i.Date), printable(i.Title), "", printable(i.URL))
		}
	}
}

// humanDate is a date as far as it was written, with a blank between day and time.
func humanDate(d dates.Date) string {
	if d.Precision < dates.Hour {
		return d.String()
	}
	if d.Precision == dates.Second {
		return d.Time.Format(time.DateTime)
	}
	return d.Time.Format("2006-01-02 15:04")
}
