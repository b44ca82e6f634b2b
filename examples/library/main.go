// Command library turns one saved page into an Atom feed on stdout, with the public packages alone.
//
//	go run ./examples/library examples/library/page.htm http://www.bailu.example/xw/index.htm
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/portalfeed/portalfeed/convert"
	"github.com/portalfeed/portalfeed/encodingx"
	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/feed/validate"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: library PAGE URL")
		os.Exit(2)
	}
	if err := run(os.Stdout, os.Stderr, os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "library:", err)
		os.Exit(1)
	}
}

func run(out, log io.Writer, path, address string) error {
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	found := encodingx.Detect(body, encodingx.Hints{})
	fmt.Fprintf(log, "%s is in %s, by %s\n", path, found.Encoding.Name(), found.By)
	res, err := convert.Convert(convert.Page{URL: address, Body: body}, convert.Options{})
	if err != nil {
		return err
	}
	builder := convert.NewBuilder(nil, convert.BuilderOptions{})
	builder.Add(res)
	pubs, err := builder.Publications()
	if err != nil {
		return err
	}
	if len(pubs) == 0 {
		return fmt.Errorf("%s lists nothing", path)
	}
	self := "http://feeds.example/" + pubs[0].Name + feed.Atom.Extension() // where the feed will be published
	doc, err := feed.Append(nil, pubs[0].Feed, feed.Atom, feed.WriteOptions{Self: self})
	if err != nil {
		return err
	}
	report, err := validate.Validate(doc, validate.Options{})
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "%d items, %d errors, %d warnings\n", len(pubs[0].Feed.Items), report.Errors, report.Warnings)
	_, err = out.Write(doc)
	return err
}
