package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// sample is what a run took.
type sample struct {
	wall, cpu time.Duration
	peak      int64 // of the largest process, in bytes; 0: unknown
}

// series are the samples of one builder in one row, by round.
type series []sample

func (s series) of(value func(sample) float64) (least, median, most float64) {
	var list []float64
	for _, one := range s {
		list = append(list, value(one))
	}
	if len(list) == 0 {
		return 0, 0, 0
	}
	slices.Sort(list)
	return list[0], list[len(list)/2], list[len(list)-1]
}

func wall(s sample) float64 { return s.wall.Seconds() }
func cpu(s sample) float64  { return s.cpu.Seconds() }
func peak(s sample) float64 { return float64(s.peak) / (1 << 20) }

// ratio is the median of the ratios of other to this, round by round: a machine whose speed
// drifts changes both.
func (s series) ratio(other series) float64 {
	var list []float64
	for i := range min(len(s), len(other)) {
		list = append(list, other[i].wall.Seconds()/s[i].wall.Seconds())
	}
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// timed runs a command when everything that others wrote is on the disk.
func (b *bench) timed(cmd *exec.Cmd, daemon *os.Process) sample {
	unix.Sync()
	before := processorTime(daemon)
	start := time.Now()
	b.must(cmd)
	out := sample{wall: time.Since(start), cpu: processorTime(daemon) - before}
	out.cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && daemon == nil {
		out.peak = usage.Maxrss << 10
	}
	return out
}

// processorTime is what a process and the children that it waited for have taken: proc(5).
func processorTime(p *os.Process) time.Duration {
	if p == nil {
		return 0
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields, sum := strings.Fields(rest), 0
	for i := 11; i < 15 && i < len(fields); i++ { // utime, stime, cutime and cstime
		ticks, _ := strconv.Atoi(fields[i])
		sum += ticks
	}
	const second = 100 // USER_HZ
	return time.Duration(sum) * time.Second / second
}

func (b *bench) must(cmd *exec.Cmd) []byte {
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		b.fail(fmt.Errorf("%s: %w\n%s%s", strings.Join(cmd.Args, " "), err, &out, &said))
	}
	return out.Bytes()
}
