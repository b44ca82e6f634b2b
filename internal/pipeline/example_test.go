package pipeline_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/portalfeed/portalfeed/feed"
	"github.com/portalfeed/portalfeed/internal/pipeline"
	"github.com/portalfeed/portalfeed/internal/source"
)

// printer is a sink that tells what it is given.
type printer struct{}

func (printer) Put(_ context.Context, p feed.Publication) error {
	fmt.Println(p.Name, p.Label, len(p.Feed.Items))
	return nil
}

func ExampleRun() {
	stdin := strings.NewReader(`<?xml version="1.0"?><rss version="2.0"><channel><title>活動</title>
<link>http://www.portal.example/hd/</link><description>領導活動</description>
<item><title>質量發展綱要</title><link>http://www.portal.example/1.htm</link><pubDate>Tue, 25 Sep 2012 18:07:00 +0800</pubDate></item>
</channel></rss>`)
	in := source.Inputs(source.Paths([]string{"-", "no/such/page.htm"}, "", ""), source.Options{Stdin: stdin})
	sum, err := pipeline.Run(context.Background(), in, pipeline.Options{
		OnFailure: func(e *source.Error) { fmt.Println("failed:", e.Path, e.Reason) },
	}, printer{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sum.Resources, sum.Feeds, sum.Items, sum.Errors)
	// Output:
	// failed: no/such/page.htm invalid
	// feed 活動 1
	// 2 1 1 1
}
