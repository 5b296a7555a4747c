//go:build kill

package kill

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// process is one of a command.
type process struct {
	pid, parent int
	state       string
	name        string // as the kernel has it
	args        string
}

// processes lists all of the machine.
func processes() map[int]process {
	out := map[int]process{}
	entries, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range entries {
		stat, err := os.ReadFile(filepath.Join(dir, "stat"))
		if err != nil {
			continue // it has ended
		}
		open, end := strings.IndexByte(string(stat), '('), strings.LastIndexByte(string(stat), ')')
		fields := strings.Fields(string(stat[end+1:]))
		p := process{name: string(stat[open+1 : end]), state: fields[0]}
		p.pid, _ = strconv.Atoi(filepath.Base(dir))
		p.parent, _ = strconv.Atoi(fields[1])
		args, _ := os.ReadFile(filepath.Join(dir, "cmdline"))
		p.args = strings.ReplaceAll(string(args), "\x00", " ")
		out[p.pid] = p
	}
	return out
}

// below are a process and all that it started and they started, it first.
func below(pid int) (out []process) {
	all := processes()
	for queue := []int{pid}; len(queue) != 0; queue = queue[1:] {
		if p, ok := all[queue[0]]; ok && p.state != "Z" {
			out = append(out, p)
		}
		for _, p := range all {
			if p.parent == queue[0] {
				queue = append(queue, p.pid)
			}
		}
	}
	return out
}

var victims = []string{"client", "worker", "init", "all"}

// kill kills one kind of process of a command, and says whether one lived.
func kill(client int, victim string) (hit bool) {
	list := below(client)
	if len(list) == 0 || list[0].pid != client {
		return false
	}
	for _, p := range list {
		isInit := strings.Contains(p.name, "cooper-init") || strings.Contains(p.args, "cooper-init")
		wanted := victim == "all" || victim == "client" && p.pid == client ||
			victim == "worker" && p.parent == client || victim == "init" && isInit && p.parent != client
		if wanted && unix.Kill(p.pid, unix.SIGKILL) == nil {
			hit = true
		}
	}
	return hit
}

// awaitEnd waits until processes are gone that a killed one left, and kills those
// that stay. It returns what stayed.
func awaitEnd(list []process, patience time.Duration) (stayed []string) {
	for deadline := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		list = slices.DeleteFunc(list, func(p process) bool {
			now, ok := processes()[p.pid]
			return !ok || now.state == "Z" || now.name != p.name
		})
		if len(list) == 0 {
			return nil
		}
		if time.Now().After(deadline) {
			break
		}
	}
	for _, p := range list {
		stayed = append(stayed, p.name+" "+p.args)
		if err := unix.Kill(p.pid, unix.SIGKILL); err != nil && !errors.Is(err, unix.ESRCH) {
			stayed = append(stayed, err.Error())
		}
	}
	return stayed
}
