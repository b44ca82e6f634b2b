// Package quality holds the floors below which the measured quality of the project must not fall, and the test that measures it.
//
// The scorers and their labelled pages and feeds are kept beside the checkout, in ../shared, and are no part of the project;
// where they are absent the test skips. floors.json has, for each scorer, the least that each figure may be and, where less is
// better, the most. After an improvement
//
//	go test ./internal/quality -update
//
// raises them to what was measured, rounded down; it never lowers one.
package quality
