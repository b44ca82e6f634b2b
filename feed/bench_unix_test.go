//go:build unix

package feed_test

import (
	"syscall"
	"time"
)

// processTime returns the processor time that the program has used, which tells more than the clock where others are at work.
func processTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
