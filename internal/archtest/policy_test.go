package archtest

// policy is what the sources of a module are checked against.
type policy struct {
	// module is the path of the module.
	module string
	// mayImport lists, for each package directory, the package directories of the module that it may import.
	// A directory that is not a key is not planned.
	mayImport map[string][]string
	// free are directories below which packages may come and go. They may import what other modules may, and their like.
	free []string
	// public are the packages that other modules may import.
	public []string
	// forbidden are import paths, or prefixes ending in "/", that the public half does not reach, not even through a dependency.
	forbidden []string
	// excused lists dependencies of a public package through which it may reach what is forbidden.
	excused map[string][]string
}

// ourPolicy is the policy of this module, highest package first.
func ourPolicy() policy {
	return policy{
		module: "github.com/portalfeed/portalfeed",
		mayImport: map[string][]string{
			"cmd/portalfeed": {"internal/cli"},
			"internal/cli": {
				"encodingx", "convert", "convert/zhconv", "feed", "feed/dates", "feed/validate", "feed/compat",
				"internal/fetch", "internal/source", "internal/pipeline", "internal/site",
			},
			"internal/site":         {"feed", "feed/dates", "feed/validate"},
			"internal/pipeline":     {"internal/source", "convert", "convert/zhconv", "encodingx", "feed", "feed/dates", "feed/validate", "feed/compat"},
			"internal/source":       {"internal/fetch"},
			"internal/fetch":        {},
			"convert":               {"encodingx", "feed", "feed/dates", "convert/internal/dom"},
			"convert/internal/dom":  {},
			"convert/zhconv":        {},
			"feed/validate":         {"encodingx", "feed", "feed/dates", "feed/internal/podcast", "feed/internal/xmlscan"},
			"feed/compat":           {"encodingx", "feed", "feed/dates"},
			"feed":                  {"encodingx", "feed/dates", "feed/internal/podcast", "feed/internal/xmlscan"},
			"feed/internal/podcast": {},
			"feed/internal/xmlscan": {},
			"feed/dates":            {},
			"encodingx":             {},
			// Only tests:
			"internal/archtest": {},
			"internal/quality":  {},
		},
		free:   []string{"examples", "encodingx/internal/gen", "encodingx/internal/genfreq", "convert/zhconv/internal/gen"},
		public: []string{"encodingx", "convert", "convert/zhconv", "feed", "feed/dates", "feed/validate", "feed/compat"},
		forbidden: []string{
			"net/http", "net/http/", "database/sql", "database/sql/", "github.com/spf13/cobra", "github.com/spf13/pflag",
			"github.com/riverqueue/", "modernc.org/", "github.com/jackc/",
		},
		excused: map[string][]string{
			"feed/compat": {"github.com/mmcdole/gofeed"}, // its root package can also fetch
		},
	}
}
