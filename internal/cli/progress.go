package cli

import (
	"io"
	"os"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"github.com/portalfeed/portalfeed/internal/pipeline"
)

// progress shows on a terminal how far a run is. The zero value shows nothing.
type progress struct {
	bars  *mpb.Progress
	pages *mpb.Bar
	feeds *mpb.Bar // nil until the number of feeds is known
}

// barWidth is the width of a bar with its counters, for terminals of 80 columns.
const barWidth = 60

// newProgress starts a progress display on w if that is a terminal.
// What is said to people meanwhile goes to the returned writer, which keeps it clear of the bars.
func newProgress(w io.Writer) (*progress, io.Writer) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return &progress{}, w
	}
	return startProgress(file)
}

// startProgress starts a progress display on w.
func startProgress(w io.Writer) (*progress, io.Writer) {
	bars := mpb.New(mpb.WithOutput(w), mpb.WithWidth(barWidth), mpb.WithAutoRefresh())
	p := &progress{bars: bars}
	p.pages = bars.AddSpinner(0, mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name("reading "), decor.CurrentNoUnit("%d inputs ")),
		mpb.AppendDecorators(decor.Elapsed(decor.ET_STYLE_GO)))
	return p, bars
}

// update shows how far the run is.
func (p *progress) update(at pipeline.Progress) {
	if p.bars == nil {
		return
	}
	p.pages.SetCurrent(int64(at.Resources))
	if at.Total == 0 {
		return
	}
	if p.feeds == nil {
		p.pages.SetTotal(-1, true)
		p.feeds = p.bars.AddBar(int64(at.Total), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name("writing "), decor.CountersNoUnit("%d of %d feeds ")))
	}
	p.feeds.SetCurrent(int64(at.Feeds))
}

// finish takes the display away.
func (p *progress) finish() {
	if p.bars == nil {
		return
	}
	p.pages.Abort(true)
	if p.feeds != nil {
		p.feeds.Abort(true)
	}
	p.bars.Wait()
}
