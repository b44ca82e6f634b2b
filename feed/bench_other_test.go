//go:build !unix

package feed_test

import "time"

var began = time.Now()

// processTime returns the time since the program began, where that of the processor is not to be had.
func processTime() time.Duration { return time.Since(began) }
