package attack

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// commands are those of attack scripts. A script that does not do what it was to
// do is broken; what must never happen trips.
//
//	cooper [K=V...] ARG...  run the program in the mode, whatever it answers
//	older                   what follows runs as on a kernel without Landlock
//	worked                  the last command must have: else the script is broken
//	refused PATTERN         the last command must have failed, saying this; if it did not fail, it trips
//	failed                  the last command must have failed; else it trips
//	tripif PATTERN          it trips when the last command said this
//	tripunless PATTERN      it trips when the last command did not say this
//	repeat SECONDS cooper…  again and again, until a canary is touched; five times as long for a control
//	swap A B                exchange two names until the end
//	tar FILE TEXT, layout … see archive_test.go
//	sh TEXT                 a shell's script, as the suite's own user
//	saved FILE, took FILE   writes what the last command said to a file, or takes what one holds
//	same FILE, tripfile …   and other checks: checks_test.go
//	repository NAME DIR …   what is prepared: prepare_test.go
//	killed …, other …, fds  commands that end early, or run as others: processes_test.go
//	together ARG...         run the program beside what follows
//	tty cooper ARG...       run it on a terminal
//	within SECONDS          what takes longer hangs
func (r *run) commands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	script := func(f func(ts *testscript.TestScript, args []string)) func(*testscript.TestScript, bool, []string) {
		return func(ts *testscript.TestScript, _ bool, args []string) {
			for i := range args {
				args[i] = string(r.substitute([]byte(args[i])))
			}
			f(ts, args)
		}
	}
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){
		"cooper": script(func(ts *testscript.TestScript, args []string) {
			r.take(r.cooper(ts.MkAbs("."), args))
			ts.Logf("%s", r.last.out)
		}),
		"older": script(func(*testscript.TestScript, []string) {
			r.mode.wrap = append(slices.Clone(r.mode.wrap), "@attacker", "refuse-landlock")
		}),
		"repeat":     script(r.repeat),
		"worked":     script(r.worked),
		"refused":    script(r.mustRefuse),
		"failed":     script(func(ts *testscript.TestScript, _ []string) { r.mustRefuse(ts, []string{"."}) }),
		"tripif":     script(r.tripIf),
		"tripunless": script(r.tripUnless),
		"swap":       script(r.swap),
		"tar":        script(r.makeTar),
		"layout":     script(r.makeLayout),
		"tamper":     script(r.tamper),
		"sh": script(func(ts *testscript.TestScript, args []string) {
			ts.Check(ts.Exec("sh", "-ec", args[0]))
			r.mode.user.own(r.t, ts.MkAbs("."))
		}),
		"saved": script(func(ts *testscript.TestScript, args []string) {
			ts.Check(os.WriteFile(ts.MkAbs(args[0]), r.last.out, 0o644))
		}),
		"within": script(func(ts *testscript.TestScript, args []string) {
			seconds, err := strconv.Atoi(args[0])
			ts.Check(err)
			r.limit = time.Duration(seconds) * time.Second
		}),
		"other":    script(r.other),
		"same":     script(r.same),
		"tripfile": script(r.tripFile),
		"poison":   script(r.poison),
		"holds":    script(r.holds),
		"took": script(func(ts *testscript.TestScript, args []string) {
			r.take(result{out: []byte(ts.ReadFile(args[0]))})
		}),
		"repository": script(r.repository),
		"static":     script(r.static),
		"fds":        script(r.descriptors),
		"own": script(
			func(ts *testscript.TestScript, args []string) { r.mode.user.own(r.t, ts.MkAbs(args[0])) },
		),
		"killed":   script(r.killed),
		"killedat": script(r.killedAt),
		"tty":      script(r.tty),
		"reached":  script(r.reachedWeb),
		"together": script(func(ts *testscript.TestScript, args []string) {
			dir := ts.MkAbs(".")
			done := make(chan result, 1)
			go func() { done <- r.cooper(dir, args) }()
			r.waiting.Go(func() {
				if kinds := r.canary.found((<-done).out); len(kinds) != 0 {
					r.canary.note("a token in the output of another build")
				}
			})
		}),
	}
}

func (r *run) worked(ts *testscript.TestScript, _ []string) {
	if r.last.err != nil && !r.outcome.refused {
		ts.Fatalf("%v: %s", r.last.err, r.last.out)
	}
}

func (r *run) mustRefuse(ts *testscript.TestScript, args []string) {
	switch {
	case r.outcome.refused:
	case r.last.err == nil:
		r.trip("what must be refused was done: " + firstLines(r.last.out))
	case !regexp.MustCompile(args[0]).Match(r.last.out):
		ts.Fatalf("it was refused, but not with %q: %s", args[0], r.last.out)
	}
}

func (r *run) tripIf(ts *testscript.TestScript, args []string) {
	if found := regexp.MustCompile("(?m)" + args[0]).Find(r.last.out); found != nil {
		r.trip("the command said " + strconv.Quote(string(found)))
	}
}

func (r *run) tripUnless(ts *testscript.TestScript, args []string) {
	if !r.outcome.refused && !regexp.MustCompile("(?m)"+args[0]).Match(r.last.out) {
		r.trip("the command did not say " + strconv.Quote(args[0]) + ": " + firstLines(r.last.out))
	}
}

func firstLines(text []byte) string {
	lines := strings.SplitN(strings.TrimSpace(string(text)), "\n", 6)
	if len(lines) > 5 {
		lines = lines[len(lines)-5:]
	}
	return strings.Join(lines, " | ")
}

// repeat repeats a command until something is touched or the time is over.
func (r *run) repeat(ts *testscript.TestScript, args []string) {
	seconds, err := strconv.ParseFloat(args[0], 64)
	ts.Check(err)
	if r.isControl {
		seconds *= 5 // it ends as soon as it trips, and must on a slow machine too
	}
	n := 0
	for end := time.Now().Add(time.Duration(seconds *
		float64(time.Second))); time.Now().Before(end) && len(r.outcome.trips) == 0; n++ {
		r.take(r.cooper(ts.MkAbs("."), args[2:]))
		if r.outcome.refused || r.canary.touched() {
			break
		}
	}
	ts.Logf("%d times, the last: %s", n, r.last.out)
}

// swap exchanges two names in the background.
func (r *run) swap(ts *testscript.TestScript, args []string) {
	a, b := ts.MkAbs(args[0]), ts.MkAbs(args[1])
	ts.Check(unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE))
	r.waiting.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-r.stop:
				return
			default:
				_ = unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
				// Bursts, and times in which nothing changes.
				time.Sleep(time.Duration(n%7) * 200 * time.Microsecond)
			}
		}
	})
}
