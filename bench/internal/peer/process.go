package peer

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// patience is how long one answer may take.
const patience = 120 * time.Second

// Process is a running adapter.
type Process struct {
	Peer    *Peer
	cmd     *exec.Cmd
	in      io.WriteCloser
	answers chan string
}

// Open makes a peer ready and starts its adapter on so many cores.
func (p *Peer) Open(b *Builder, cores int) (*Process, error) {
	command, err := b.command(p)
	if err != nil {
		return nil, errors.New(b.tidy(err.Error()))
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores), fmt.Sprintf("RAYON_NUM_THREADS=%d", cores))
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	q := &Process{Peer: p, cmd: cmd, in: in, answers: make(chan string, 1)}
	go func() {
		defer close(q.answers)
		r := bufio.NewReaderSize(out, 1<<20)
		for {
			line, err := r.ReadString('\n')
			if err != nil {
				return
			}
			q.answers <- strings.TrimSuffix(line, "\n")
		}
	}()
	fields, err := q.read()
	if err == nil && (fields[0] != "ready" || len(fields) != 2) {
		err = errors.New("it says " + fields[0])
	}
	if err != nil {
		q.Close()
		return nil, fmt.Errorf("its adapter does not start: %w", err)
	}
	p.Version = fields[1]
	return q, nil
}

// Run asks for one operation.
func (q *Process) Run(operation string, input []byte) ([]byte, error) {
	answer, err := q.ask("run", operation, base64.StdEncoding.EncodeToString(input))
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(answer[1])
}

// Time asks how long one operation takes on the first size bytes of a file.
func (q *Process) Time(operation, path string, size int) (cpu, wall time.Duration, err error) {
	answer, err := q.ask("time", operation, path, fmt.Sprint(size))
	if err != nil {
		return 0, 0, err
	}
	_, err = fmt.Sscan(strings.Join(answer[1:], " "), &cpu, &wall)
	return cpu, wall, err
}

// ErrGone is what a peer gives once it has crashed or taken too long.
var ErrGone = errors.New("the adapter has ended")

func (q *Process) ask(fields ...string) ([]string, error) {
	if _, err := io.WriteString(q.in, strings.Join(fields, "\t")+"\n"); err != nil {
		return nil, ErrGone
	}
	return q.read()
}

func (q *Process) read() ([]string, error) {
	select {
	case line, ok := <-q.answers:
		if !ok {
			return nil, ErrGone
		}
		fields := strings.Split(line, "\t")
		if fields[0] == "err" || len(fields) < 2 {
			return nil, errors.New(strings.Join(fields[1:], " "))
		}
		return fields, nil
	case <-time.After(patience):
		q.kill()
		return nil, ErrGone
	}
}

func (q *Process) kill() {
	// It may have ended already, which is as well.
	_ = q.cmd.Process.Kill()
}

// Close ends the adapter.
func (q *Process) Close() {
	_ = q.in.Close()
	done := make(chan struct{})
	go func() {
		for range q.answers { // so that the adapter is not stuck writing
		}
		_ = q.cmd.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		q.kill()
		<-done
	}
}
