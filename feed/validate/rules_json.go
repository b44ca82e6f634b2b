package validate

const jsonItemStart = `{"id": "https://www.example.org/1", "url": "https://www.example.org/1", `

// jsonRules are about JSON Feed, which the W3C service does not know.
var jsonRules = []Rule{
	{
		ID: "json-syntax", Level: Error, Title: "The document is not well-formed JSON",
		Spec: rfc("8259", "2"), Formats: onlyJSON,
		Help: "Readers refuse the document. What stands behind the place is not checked.",
		Bad:  `"description": "a",,`, Good: `"description": "a"`, Frame: InJSON,
	},
	{
		ID: "json-duplicate-member", Level: Error, Title: "A member is given twice",
		Spec: rfc("8259", "4"), Formats: onlyJSON, Fixable: true,
		Help: "Readers differ in which of the two they take.",
		Bad:  `"description": "a", "description": "b"`, Good: `"description": "a"`, Frame: InJSON,
	},
	{
		ID: "json-version", Level: Error, Title: "The version of JSON Feed is not known",
		Spec: jsonFeed("Top-level", "top-level"), Formats: onlyJSON, Fixable: true,
		Help: "The version is the address of the specification.",
		Bad:  `{"version": "1.1", "title": "a", "items": []}`, Good: `{"version": "https://jsonfeed.org/version/1.1", "title": "a", "items": []}`,
	},
	{
		ID: "json-missing-member", Level: Error, Title: "A required member is missing",
		Spec: jsonFeed("Top-level", "top-level"), Formats: onlyJSON,
		Help: "A feed has version, title and items; an item has an id; an attachment has url and mime_type; a hub has type and url; an author has one of name, url and avatar.",
		Bad:  `{"content_text": "a"}`, Good: `{"id": "https://www.example.org/1", "content_text": "a"}`, Frame: InItems,
	},
	{
		ID: "json-missing-content", Level: Error, Title: "An item has neither content_html nor content_text",
		Spec: jsonFeed("Items", "items"), Formats: onlyJSON, Fixable: true,
		Help: "One of the two has to be there; a summary does not replace it.",
		Bad:  jsonItemStart + `"summary": "a"}`, Good: jsonItemStart + `"content_text": "a"}`, Frame: InItems,
	},
	{
		ID: "json-type", Level: Error, Title: "A member is of a wrong type",
		Spec: jsonFeed("Items", "items"), Formats: onlyJSON, Fixable: true,
		Help: "Readers in typed languages refuse the whole document. What is not known is left out, not null.",
		Bad:  jsonItemStart + `"content_text": "a", "tags": "visits"}`, Good: jsonItemStart + `"content_text": "a", "tags": ["visits"]}`, Frame: InItems,
	},
	{
		ID: "json-id-type", Level: Warning, Title: "An id is a number",
		Spec: jsonFeed("Items", "items"), Formats: onlyJSON, Fixable: true,
		Help: "Ids are strings; a reader that is given a number has to make it one.",
		Bad:  `{"id": 1, "content_text": "a"}`, Good: `{"id": "1", "content_text": "a"}`, Frame: InItems,
	},
	{
		ID: "json-duplicate-id", Level: Error, Title: "Two items have one id",
		Spec: jsonFeed("Items", "items"), Formats: onlyJSON,
		Help: "Readers take the second item for the first and do not show it.",
		Bad:  `{"id": "1", "content_text": "a"}, {"id": "1", "content_text": "b"}`, Good: `{"id": "1", "content_text": "a"}, {"id": "2", "content_text": "b"}`, Frame: InItems,
	},
	{
		ID: "json-url", Level: Error, Title: "A value is not an absolute address",
		Spec: jsonFeed("Items", "items"), Formats: onlyJSON, Fixable: true,
		Help: "Readers do not know to what a relative address is relative. Write it with scheme and host.",
		Bad:  `{"id": "1", "url": "/1", "content_text": "a"}`, Good: `{"id": "1", "url": "https://www.example.org/1", "content_text": "a"}`, Frame: InItems,
	},
	{
		ID: "json-date", Level: Error, Title: "A date is not in the form of RFC 3339",
		Spec: jsonFeed("Items", "items"), Formats: onlyJSON, Fixable: true,
		Help: "Dates read 2012-09-25T18:07:00+08:00.",
		Bad:  jsonItemStart + `"content_text": "a", "date_published": "2012-09-25"}`, Good: jsonItemStart + `"content_text": "a", "date_published": "2012-09-25T18:07:00+08:00"}`, Frame: InItems,
	},
	{
		ID: "json-language", Level: Error, Title: "A language is not known",
		Spec: rfc("5646", "2.1"), Formats: onlyJSON, Fixable: true,
		Help: "Write a language tag such as zh, zh-Hant or en-GB, with hyphens.",
		Bad:  jsonItemStart + `"content_text": "a", "language": "chinese"}`, Good: jsonItemStart + `"content_text": "a", "language": "zh-Hant"}`, Frame: InItems,
	},
	{
		ID: "json-media-type", Level: Error, Title: "The mime_type of an attachment is not a media type",
		Spec: jsonFeed("Attachments", "attachments"), Formats: onlyJSON,
		Help: "A media type is type/subtype, such as audio/mpeg.",
		Bad:  jsonItemStart + `"content_text": "a", "attachments": [{"url": "https://www.example.org/1.mp3", "mime_type": "mp3"}]}`, Good: jsonItemStart + `"content_text": "a", "attachments": [{"url": "https://www.example.org/1.mp3", "mime_type": "audio/mpeg"}]}`, Frame: InItems,
	},
	{
		ID: "json-unknown-member", Level: Warning, Title: "A member is not defined",
		Spec: jsonFeed("Extensions", "extensions"), Formats: onlyJSON,
		Help: "The name is misspelt, or it is an extension; names of extensions begin with an underscore.",
		Bad:  jsonItemStart + `"content_text": "a", "banner": "https://www.example.org/1.png"}`, Good: jsonItemStart + `"content_text": "a", "banner_image": "https://www.example.org/1.png"}`, Frame: InItems,
	},
	{
		ID: "json-deprecated-author", Level: Info, Title: "author is deprecated",
		Spec: jsonFeed("Deprecated", "top-level"), Formats: onlyJSON, Fixable: true,
		Help: "Since version 1.1 authors, an array, takes its place. Both may be given for old readers.",
		Bad:  jsonItemStart + `"content_text": "a", "author": {"name": "a"}}`, Good: jsonItemStart + `"content_text": "a", "authors": [{"name": "a"}]}`, Frame: InItems,
	},
	{
		ID: "json-extension-name", Level: Warning, Title: "The name of an extension has no letter after the underscore",
		Spec: jsonFeed("Extensions", "extensions"), Formats: onlyJSON,
		Help: "Names of extensions begin with an underscore and a letter, such as _portal.",
		Bad:  jsonItemStart + `"content_text": "a", "_1": {}}`, Good: jsonItemStart + `"content_text": "a", "_portal": {}}`, Frame: InItems,
	},
	{
		ID: "json-later-member", Level: Info, Title: "A member is of a later version",
		Spec: jsonFeed("Changes", "changes"), Formats: onlyJSON,
		Help: "authors and language came with version 1.1. Readers of version 1 pass over them; say version 1.1, or write author.",
		Bad:  `{"version": "https://jsonfeed.org/version/1", "title": "a", "language": "en", "items": []}`, Good: `{"version": "https://jsonfeed.org/version/1.1", "title": "a", "language": "en", "items": []}`,
	},
	{
		ID: "json-next-url", Level: Error, Title: "The next page is the page itself",
		Spec: jsonFeed("Top-level", "top-level"), Formats: onlyJSON,
		Help: "next_url leads to older items. Readers that follow it would never come to an end.",
		Bad:  `"next_url": "https://www.example.org/feed.json"`, Good: `"next_url": "https://www.example.org/feed.json?page=2"`, Frame: InJSON,
	},
	{
		ID: "json-hub-type", Level: Info, Title: "The type of a hub is not known",
		Spec: jsonFeed("Subscribing to Real-time Notifications", "subscribing-to-real-time-notifications"), Formats: onlyJSON,
		Help: "Programs know WebSub and rssCloud.",
		Bad:  `"hubs": [{"type": "push", "url": "https://hub.example.org/"}]`, Good: `"hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}]`, Frame: InJSON,
	},
	{
		ID: "json-date-order", Level: Info, Title: "An item was changed before it was published",
		Spec: jsonFeed("Items", "items"), Formats: onlyJSON,
		Help: "date_modified is the date of the last change. Readers that sort by it show the item in the wrong place.",
		Bad:  jsonItemStart + `"content_text": "a", "date_published": "2012-09-25T18:07:00Z", "date_modified": "2012-09-24T18:07:00Z"}`,
		Good: jsonItemStart + `"content_text": "a", "date_published": "2012-09-25T18:07:00Z", "date_modified": "2012-09-26T18:07:00Z"}`, Frame: InItems,
	},
	{
		ID: "json-contains-html", Level: Warning, Title: "Plain text has HTML",
		Spec: jsonFeed("Items", "items"), Formats: onlyJSON, Fixable: true,
		Help: "Titles are plain text: readers show tags and references as they are written.",
		Bad:  jsonItemStart + `"content_text": "a", "title": "<b>a</b>"}`, Good: jsonItemStart + `"content_text": "a", "title": "a"}`, Frame: InItems,
	},
}
