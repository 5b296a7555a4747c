package script

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// runWorkerKilled starts a command and kills its worker with SIGKILL, as the kernel
// does when memory runs out, once as many files of the store as it says match a
// pattern: workerkilled overlay/*/diff/marker 1 cooper build .
func runWorkerKilled(ts *testscript.TestScript, _ bool, args []string) {
	pattern := filepath.Join(storeOf(ts), args[0])
	many, err := strconv.Atoi(args[1])
	ts.Check(err)
	cmd := command(ts, args[2:])
	ts.Check(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	// The worker is found first: on a busy machine that can take as long as the rest of the command.
	worker := 0
	for worker == 0 || len(glob(pattern)) < many {
		if worker == 0 {
			worker, _ = workerOf(cmd.Process.Pid)
		}
		select {
		case err := <-ended:
			ts.Fatalf("%v ended before it was killed: %v", args[2:], err)
		case <-time.After(time.Millisecond):
		}
	}
	ts.Check(syscall.Kill(worker, syscall.SIGKILL))
	if err := <-ended; err == nil {
		ts.Fatalf("%v succeeded without its worker", args[2:])
	}
}

// workerOf finds the worker that a process has started.
func workerOf(parent int) (pid int, ok bool) {
	for _, file := range glob("/proc/[0-9]*/stat") {
		stat, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		fields := strings.Fields(string(stat[strings.LastIndex(string(stat), ")")+1:]))
		if fields[1] != strconv.Itoa(parent) {
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err == nil {
			return pid, true
		}
	}
	return 0, false
}

// unheldLayers are the layers of a store that no image, container or other layer
// needs.
func unheldLayers(store string) (out []string, err error) {
	held := map[string]bool{}
	var layers []string
	var records []struct{ ID, Parent, Layer string }
	for _, index := range []string{"*-layers/*layers.json", "*-images/images.json", "*-containers/*containers.json"} {
		for _, file := range glob(filepath.Join(store, index)) {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			records = nil
			if err := json.Unmarshal(text, &records); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			for _, r := range records {
				held[r.Parent], held[r.Layer] = true, true
				if strings.Contains(index, "layers") {
					layers = append(layers, r.ID)
				}
			}
		}
	}
	for _, id := range layers {
		if !held[id] {
			out = append(out, "layer "+id+", which nothing holds")
		}
	}
	return out, nil
}
