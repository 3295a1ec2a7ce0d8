// Package ordered does work in parallel and keeps its order.
package ordered

import "sync"

// ahead is how many items may wait for each worker, and as many results.
const ahead = 8

// Do does work on items in n goroutines, and hands the results to done in
// the order of the items. At most a few times n items are under way, so that nobody
// waits for another after each of them where there is little to do. produce calls put for
// every item, until put returns false. An error of done ends the whole.
func Do[T, R any](n int, produce func(put func(T) bool), work func(T) R, done func(R) error) error {
	type ticket struct {
		item   T
		result chan R
	}
	tickets, queue := make(chan ticket, ahead*n), make(chan ticket, ahead*n)
	stop := make(chan struct{})
	var wait sync.WaitGroup
	for range n {
		wait.Go(func() {
			for t := range tickets {
				t.result <- work(t.item)
			}
		})
	}
	wait.Go(func() {
		defer close(queue)
		defer close(tickets)
		produce(func(item T) bool {
			t := ticket{item, make(chan R, 1)}
			select {
			case <-stop:
				return false
			case queue <- t:
			}
			tickets <- t
			return true
		})
	})
	var err error
	for t := range queue {
		r := <-t.result
		if err == nil {
			if err = done(r); err != nil {
				close(stop)
			}
		}
	}
	wait.Wait()
	return err
}
