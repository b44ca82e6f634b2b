package validate_test

import (
	"fmt"
	"os"

	"github.com/portalfeed/portalfeed/feed/validate"
)

const document = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>活動</title>
<link>http://www.example.org/</link>
<description>領導活動</description>
<language>zh-Hant</language>
<atom:link rel="self" type="application/rss+xml" href="http://www.example.org/feed.rss"/>
<item>
<title>會議</title>
<guid>visit-332</guid>
</item>
</channel>
</rss>
`

func ExampleValidate() {
	report, err := validate.Validate([]byte(document), validate.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println(report.Format, report.Valid())
	for _, f := range report.Findings {
		fmt.Printf("%d:%d %s %s %s\n", f.Pos.Line, f.Pos.Column, f.Level, f.Rule, f.Pos.Path)
	}
	// Output:
	// rss2.0 false
	// 11:7 error guid-not-url /rss/channel/item/guid
}

func ExampleNewWriter() {
	report, err := validate.Validate([]byte(document), validate.Options{})
	if err != nil {
		panic(err)
	}
	w, err := validate.NewWriter(os.Stdout, validate.OutputText)
	if err != nil {
		panic(err)
	}
	if err := w.Add("feed.rss", []byte(document), report); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	// Output:
	// feed.rss:11:7: error: the guid "visit-332" is a permalink unless isPermaLink is "false", but no address [guid-not-url]
	//     <guid>visit-332</guid>
	//           ^
	// feed.rss: rss2.0 not valid: 1 error
}

func ExampleLookup() {
	rule, ok := validate.Lookup("guid-not-url")
	fmt.Println(ok, rule.Level, rule.Title)
	fmt.Println(rule.Bad)
	fmt.Println(rule.Good)
	// Output:
	// true error A guid that is a permalink is no address
	// <guid>visit-332</guid>
	// <guid isPermaLink="false">visit-332</guid>
}

func ExampleParseIgnore() {
	ignore, err := validate.ParseIgnore("guid-not-url@/rss/channel/item")
	if err != nil {
		panic(err)
	}
	report, err := validate.Validate([]byte(document), validate.Options{Ignore: []validate.Ignore{ignore}})
	if err != nil {
		panic(err)
	}
	fmt.Println(report.Valid())
	// Output: true
}
