// Package govcn is the example of the main job: a recipe, the saved pages of a small portal in three encodings, and
// the feeds that come out. It has no code of its own; its tests write the pages and compare the feeds.
//
//	go run ./cmd/portalfeed convert -r examples/govcn/recipe.yaml -o out examples/govcn/pages
package govcn
