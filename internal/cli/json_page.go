package cli

import "github.com/portalfeed/portalfeed/convert"

type articleOutput struct {
	Path          string       `json:"path"`
	Kind          string       `json:"kind"`
	Encoding      string       `json:"encoding"`
	URL           string       `json:"url"`
	Language      string       `json:"language"`
	Title         string       `json:"title"`
	Date          string       `json:"date"`
	DatePrecision string       `json:"date_precision"`
	DateRaw       string       `json:"date_raw"`
	Source        string       `json:"source"`
	Author        string       `json:"author"`
	Editor        string       `json:"editor"`
	Breadcrumb    []string     `json:"breadcrumb"`
	Categories    []string     `json:"categories"`
	Text          string       `json:"text"`
	HTML          string       `json:"html"`
	Images        []string     `json:"images"`
	Related       []linkOutput `json:"related"`
	NextPage      string       `json:"next_page"`
}

type linkOutput struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

type listingPageOutput struct {
	Path       string          `json:"path"`
	Kind       string          `json:"kind"`
	Encoding   string          `json:"encoding"`
	URL        string          `json:"url"`
	Title      string          `json:"title"`
	Categories []linkOutput    `json:"categories"`
	Listings   []listingOutput `json:"listings"`
	NextPage   string          `json:"next_page"`
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
}

// newPageOutput is what extract says about one page: an articleOutput or a listingPageOutput.
func newPageOutput(path string, r *convert.Result) any {
	if r.Kind == convert.KindListing || r.Article == nil {
		return listingPageOutput{
			Path: path, Kind: string(convert.KindListing), Encoding: encodingName(r.Detection.Encoding), URL: r.URL, Title: r.Title,
			Categories: newLinkOutputs(r.Categories), Listings: newListingOutputs(r.Listings), NextPage: r.NextPage,
		}
	}
	a := r.Article
	return articleOutput{
		Path: path, Kind: string(convert.KindArticle), Encoding: encodingName(r.Detection.Encoding), URL: r.URL, Language: r.Language,
		Title: a.Title, Date: a.Date.String(), DatePrecision: precisionName(a.Date), DateRaw: a.Date.Raw,
		Source: a.Source, Author: a.Author, Editor: a.Editor,
		Breadcrumb: list(a.Breadcrumb), Categories: list(a.Categories), Text: a.Text, HTML: a.HTML, Images: list(a.Images),
		Related: newLinkOutputs(a.Related), NextPage: r.NextPage,
	}
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
			items = append(items, listingItemOutput{i.Title, i.URL, i.Date.String(), i.Summary})
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
