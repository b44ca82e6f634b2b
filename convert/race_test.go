//go:build race

package convert

// raceEnabled tells that the tests are built with the race detector.
const raceEnabled = true
