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
			Categories: newLinkOutputs(r.Categories), Listings: newListingOutputs(r.Listings), NextPage: r.NextPage,
			Reason: string(r.Reason), Evidence: newEvidenceOutputs(r.Evidence),
		}
	}
	a := r.Article
	return articleOutput{
		Path: path, Kind: string(convert.KindArticle), Encoding: encodingName(r.Detection.Encoding), URL: r.URL, Language: r.Language,
		Title: a.Title, Date: a.Date.String(), DatePrecision: precisionName(a.Date), DateRaw: a.Date.Raw,
		Source: a.Source, Author: a.Author, Editor: a.Editor,
		Breadcrumb: list(a.Breadcrumb), Categories: list(a.Categories), Text: a.Text, HTML: a.HTML, Images: list(a.Images),
		Figures: newFigureOutputs(a.Figures), Attachments: newAttachmentOutputs(a.Attachments),
		Related: newLinkOutputs(a.Related), NextPage: r.NextPage, Reason: string(r.Reason), Evidence: newEvidenceOutputs(r.Evidence),
	}
}

func newFigureOutputs(figures []convert.Figure) []figureOutput {
	out := make([]figureOutput, 0, len(figures))
	for _, f := range figures {
		out = append(out, figureOutput(f))
	}
	return out
}

func newAttachmentOutputs(attachments []convert.Attachment) []attachmentOutput {
	out := make([]attachmentOutput, 0, len(attachments))
	for _, a := range attachments {
		out = append(out, attachmentOutput(a))
	}
	return out
}

func newEvidenceOutputs(evidence []convert.Evidence) []evidenceOutput {
	out := make([]evidenceOutput, 0, len(evidence))
	for _, e := range evidence {
		others := make([]alternativeOutput, 0, len(e.Others))
		for _, o := range e.Others {
			others = append(others, alternativeOutput(o))
		}
		out = append(out, evidenceOutput{e.Field, e.Value, e.From, e.Sure, others})
	}
	return out
}

func newLinkOutputs(links []convert.Link) []linkOutput {
	out := make([]linkOutput, 0, len(links))
	for _, l := range links {
		out = append(out, linkOutput(l))
	}
	return out
}

func newListingOutputs(listings []convert.Listing) []listingOutput {
	out := make([]listingOutput, 0, len(listings))
	for _, l := range listings {
		items := make([]listingItemOutput, 0, len(l.Items))
		for _, i := range l.Items {
			items = append(items, listingItemOutput{i.Title, i.URL, i.Date.String(), i.Summary, i.Category})
		}
		out = append(out, listingOutput{l.Title, items})
	}
	return out
}

// list is s without being null in JSON.
func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
