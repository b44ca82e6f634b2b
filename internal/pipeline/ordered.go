package pipeline

import (
	"context"
	"iter"
	"sync"
)

// task is a value on its way to a worker and the place its result goes to.
type task[In, Out any] struct {
	in  In
	out chan<- Out
}

// ordered calls work for every value of in from several goroutines and take for every result in the order of in,
// from the calling goroutine. At most twice as many values as workers are under way at a time.
// It stops at the first error of take and when ctx is done; a sequence that blocks is then left behind.
// Neither work nor the sequence may panic.
func ordered[In, Out any](ctx context.Context, workers int, in iter.Seq[In], work func(In) Out, take func(Out) error) error {
	ctx, cancel := context.WithCancel(ctx)
	tasks := make(chan task[In, Out])
	places := make(chan (<-chan Out), 2*workers)
	var wg sync.WaitGroup
	defer wg.Wait() // after cancel
	defer cancel()
	for range workers {
		wg.Go(func() {
			for {
				select {
				case t, ok := <-tasks:
					if !ok {
						return
					}
					t.out <- work(t.in)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() {
		defer close(places)
		defer close(tasks)
		for v := range in {
			place := make(chan Out, 1)
			select {
			case places <- place:
			case <-ctx.Done():
				return
			}
			select {
			case tasks <- task[In, Out]{v, place}:
			case <-ctx.Done():
				return
			}
		}
	}()
	for {
		var place <-chan Out
		var ok bool
		select {
		case place, ok = <-places:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		if !ok {
			// The sequence also ends when ctx is done.
			return context.Cause(ctx)
		}
		select {
		case out := <-place:
			if err := take(out); err != nil {
				return err
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
