package cli

import "github.com/portalfeed/portalfeed/convert"

type articleOutput struct {
	Path          string             `json:"path"`
	Kind          string             `json:"kind"`
	Encoding      string             `json:"encoding"`
	URL           string             `json:"url"`
	Language      string             `json:"language"`
	Title         string             `json:"title"`
	Date          string             `json:"date"`
	DatePrecision string             `json:"date_precision"`
	DateRaw       string             `json:"date_raw"`
	Source        string             `json:"source"`
	Author        string             `json:"author"`
	Editor        string             `json:"editor"`
	Breadcrumb    []string           `json:"breadcrumb"`
	Categories    []string           `json:"categories"`
	Text          string             `json:"text"`
	HTML          string             `json:"html"`
	Images        []string           `json:"images"`
	Figures       []figureOutput     `json:"figures"`
	Attachments   []attachmentOutput `json:"attachments"`
	Related       []linkOutput       `json:"related"`
	NextPage      string             `json:"next_page"`
	Reason        string             `json:"reason,omitempty"`
	Evidence      []evidenceOutput   `json:"evidence,omitempty"`
}

type figureOutput struct {
	URL     string `json:"url"`
	Alt     string `json:"alt"`
	Caption string `json:"caption"`
}

type attachmentOutput struct {
	Title string `json:"title"`
	URL   string `json:"url"`
	Type  string `json:"type"`
}

type evidenceOutput struct {
	Field  string              `json:"field"`
	Value  string              `json:"value"`
	From   string              `json:"from"`
	Sure   float64             `json:"sure"`
	Others []alternativeOutput `json:"others"`
}

type alternativeOutput struct {
	Value string `json:"value"`
	From  string `json:"from"`
}

// errorPageOutput is a page that has nothing to read.
type errorPageOutput struct {
	Path     string           `json:"path"`
	Kind     string           `json:"kind"`
	Encoding string           `json:"encoding"`
	URL      string           `json:"url"`
	Title    string           `json:"title"`
	Reason   string           `json:"reason"`
	Redirect string           `json:"redirect"`
	Frame    string           `json:"frame"`
	Evidence []evidenceOutput `json:"evidence,omitempty"`
}

type linkOutput struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

type listingPageOutput struct {
	Path       string           `json:"path"`
	Kind       string           `json:"kind"`
	Encoding   string           `json:"encoding"`
	URL        string           `json:"url"`
	Title      string           `json:"title"`
	Categories []linkOutput     `json:"categories"`
	Listings   []listingOutput  `json:"listings"`
	NextPage   string           `json:"next_page"`
	Reason     string           `json:"reason,omitempty"`
	Evidence   []evidenceOutput `json:"evidence,omitempty"`
}

type listingOutput struct {
	Title string              `json:"title"`
	Items []listingItemOutput `json:"items"`
}

type listingItemOutput struct {
	Title   string `json:"title"`
	URL     string `json:"url"`
	Date    string `json:"date"`
	Summary string `json:"summary"`

	Category string `json:"category,omitempty"`
}

// newPageOutput is what extract says about one page: an articleOutput, a listingPageOutput or an errorPageOutput.
func newPageOutput(path string, r *convert.Result) any {
	if r.Kind == convert.KindError {
		return errorPageOutput{
			Path: path, Kind: string(r.Kind), Encoding: encodingName(r.Detection.Encoding), URL: r.URL, Title: r.Title,
			Reason: string(r.Reason), Redirect: r.Redirect, Frame: r.Frame, Evidence: newEvidenceOutputs(r.Evidence),
		}
	}
	if r.Kind == convert.KindListing || r.Article == nil {
		return listingPageOutput{
			Path: path, Kind: string(convert.KindListing), Encoding: encodingName(r.Detection.Encoding), URL: r.URL, Title: r.Title,
			Categories: outputs(r.Categories, func(v convert.Link) linkOutput { return linkOutput(v) }), Listings: newListingOutputs(r.Listings), NextPage: r.NextPage,
			Reason: string(r.Reason), Evidence: newEvidenceOutputs(r.Evidence),
		}
	}
	a := r.Article
	return articleOutput{
		Path: path, Kind: string(convert.KindArticle), Encoding: encodingName(r.Detection.Encoding), URL: r.URL, Language: r.Language,
		Title: a.Title, Date: a.Date.String(), DatePrecision: precisionName(a.Date), DateRaw: a.Date.Raw,
		Source: a.Source, Author: a.Author, Editor: a.Editor,
		Breadcrumb: list(a.Breadcrumb), Categories: list(a.Categories), Text: a.Text, HTML: a.HTML, Images: list(a.Images),
		Figures: outputs(a.Figures, func(v convert.Figure) figureOutput { return figureOutput(v) }), Attachments: outputs(a.Attachments, func(v convert.Attachment) attachmentOutput { return attachmentOutput(v) }),
		Related: outputs(a.Related, func(v convert.Link) linkOutput { return linkOutput(v) }), NextPage: r.NextPage, Reason: string(r.Reason), Evidence: newEvidenceOutputs(r.Evidence),
	}
}

// outputs makes the elements of a list, which is never null.
func outputs[In, Out any](list []In, output func(In) Out) []Out {
	out := make([]Out, 0, len(list))
	for _, v := range list {
		out = append(out, output(v))
	}
	return out
}

func newEvidenceOutputs(evidence []convert.Evidence) []evidenceOutput {
	return outputs(evidence, func(e convert.Evidence) evidenceOutput {
		others := outputs(e.Others, func(o convert.Alternative) alternativeOutput { return alternativeOutput(o) })
		return evidenceOutput{e.Field, e.Value, e.From, e.Sure, others}
	})
}

func newListingOutputs(listings []convert.Listing) []listingOutput {
	return outputs(listings, func(l convert.Listing) listingOutput {
		return listingOutput{l.Title, outputs(l.Items, func(i convert.ListingItem) listingItemOutput {
			return listingItemOutput{i.Title, i.URL, i.Date.String(), i.Summary, i.Category}
		})}
	})
}

// list is s without being null in JSON.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
