package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// row is one kind of work.
type row struct {
	name, title string
	inputs      func(*bench)                                    // makes the context
	before      func(*bench, *builder, int)                     // not timed
	command     func(b *bench, t *builder, round int) *exec.Cmd // nil: it does not do this
	least       func(b *bench, round int) (took time.Duration)  // what the machine takes at least
	what        string                                          // the least is of
}

// rows are those of docs/performance.md.
func rows() []row {
	return []row{
		{
			name: "steps", title: "20 trivial RUN steps", inputs: (*bench).steps, before: changeSteps,
			command: cold("steps"),
			least:   (*bench).leastSteps, what: "namespaces, overlay, `true`",
		},
		{
			name: "steps-cached", title: "the same, cached", inputs: (*bench).steps, before: warm("steps"),
			command: cached("steps"), least: (*bench).leastStart, what: "two starts of an empty Go program",
		},
		{
			name: "files", title: "COPY of 50,000 files, and a RUN", inputs: (*bench).files, before: changeFiles,
			command: cold("files"),
			least:   (*bench).leastFiles, what: "`tar -x` and sha256",
		},
		{
			name: "files-cached", title: "the same, cached", inputs: (*bench).files, before: warm("files"),
			command: cached("files"), least: (*bench).leastStat, what: "`find` with a look at each",
		},
		{
			name: "big", title: "COPY of 1 GiB", inputs: (*bench).big, before: changeBig, command: cold("big"),
			least: (*bench).leastBig, what: "`cp`, sha256 on another CPU",
		},
		{
			name: "stages", title: "4 stages that sleep 2 s", inputs: (*bench).stages, command: cold("stages"),
			least: func(*bench, int) time.Duration { return 2 * time.Second }, what: "`sleep 2`",
		},
		{
			name: "pull", title: "pull of 300 MB (gzip)", inputs: (*bench).pulled, before: forgetPulled,
			command: pull, least: (*bench).leastPull, what: "`gzip -d`, `tar -x`; sha256",
		},
		{
			name: "push-gzip", title: "push of 300 MB, gzip", before: buildPushed, command: push("gzip"),
			least: (*bench).leastGzip, what: "the compressor on all CPUs",
		},
		{
			name: "push-zstd", title: "push of 300 MB, zstd", before: buildPushed, command: push("zstd"),
			least: (*bench).leastZstd, what: "the compressor on all CPUs",
		},
		{
			name: "container", title: "`from`, `run`, `commit`, `rm`",
			command: func(b *bench, t *builder, round int) *exec.Cmd {
				if t.container == nil {
					return nil
				}
				return t.container(round)
			},
			least: func(b *bench, round int) time.Duration { return 4 * b.leastStart(round) },
			what:  "8 starts of an empty Go program",
		},
		{name: "images", title: "`images`",
			command: func(_ *bench, t *builder, _ int) *exec.Cmd { return again(t.images) },
			least:   (*bench).leastStart, what: "two starts of an empty Go program"},
		{name: "version", title: "`version`",
			command: func(_ *bench, t *builder, _ int) *exec.Cmd { return again(t.about) },
			least:   func(b *bench, round int) time.Duration { return b.leastStart(round) / 2 }, what: "one"},
	}
}

// modeRows are those for isolation modes.
func modeRows(debian bool) []row {
	out := []row{
		{name: "steps", title: "20 trivial RUN steps", inputs: (*bench).steps, command: cold("steps")},
		{name: "owners", title: "files made, given away and copied", inputs: (*bench).owners, command: cold("owners")},
	}
	if debian {
		out = append(out, row{
			name: "install", title: "apt-get install gcc", inputs: (*bench).install,
			before: func(b *bench, t *builder, _ int) {
				b.must(t.build(filepath.Join(b.inputs, "debian"), "localhost/debian", true))
			},
			command: cold("install"),
		})
	}
	return out
}

// again is a command that can be run once more.
func again(cmd *exec.Cmd) *exec.Cmd {
	return &exec.Cmd{Path: cmd.Path, Args: cmd.Args, Env: cmd.Env, Dir: cmd.Dir, SysProcAttr: cmd.SysProcAttr}
}

func cold(name string) func(*bench, *builder, int) *exec.Cmd {
	return func(b *bench, t *builder, round int) *exec.Cmd {
		return t.build(filepath.Join(b.inputs, name), fmt.Sprintf("localhost/%s:%d", name, round), false)
	}
}

func cached(name string) func(*bench, *builder, int) *exec.Cmd {
	return func(b *bench, t *builder, _ int) *exec.Cmd {
		return t.build(filepath.Join(b.inputs, name), "localhost/"+name+":hit", true)
	}
}

// warm builds with the cache, twice for the first round: there may be no records of a build
// without the cache.
func warm(name string) func(*bench, *builder, int) {
	return func(b *bench, t *builder, round int) {
		if round == 0 {
			b.must(cached(name)(b, t, 0))
			b.must(cached(name)(b, t, 0))
		}
	}
}

// changeSteps makes layers that no store has.
func changeSteps(b *bench, t *builder, round int) {
	first := fmt.Sprintf("RUN echo %s %d %d >/mark\n", t.name, round, time.Now().UnixNano())
	b.write("steps/Containerfile", []byte("FROM "+b.base()+"\n"+first+strings.Repeat("RUN true\n", 19)), 0o644)
}

// changeBig makes a file that no store has.
func changeBig(b *bench, t *builder, round int) {
	f, err := os.OpenFile(filepath.Join(b.inputs, "big/big"), os.O_WRONLY, 0)
	if err == nil {
		_, err = fmt.Fprint(f, t.name, round, time.Now().UnixNano())
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		b.fail(err)
	}
}

// changeFiles makes a layer of the files that no store has.
func changeFiles(b *bench, t *builder, round int) {
	b.write("files/tree/mark", []byte(fmt.Sprint(t.name, round, time.Now())), 0o644)
}

func pull(b *bench, t *builder, _ int) *exec.Cmd { return t.pull(b.address() + "/pulled") }

func forgetPulled(b *bench, t *builder, round int) {
	if round > 0 {
		t.forget(b.address() + "/pulled")
	}
}

// buildPushed makes an image whose layers nobody has compressed.
func buildPushed(b *bench, t *builder, round int) {
	b.freshLayers(fmt.Sprint(t.name, round, time.Now()))
	b.must(t.build(filepath.Join(b.inputs, "push"), "localhost/push:x", true))
}

func push(format string) func(*bench, *builder, int) *exec.Cmd {
	return func(b *bench, t *builder, round int) *exec.Cmd {
		return t.push("localhost/push:x", fmt.Sprintf("%s/push-%s:%d", b.address(), format, round), format)
	}
}
