// Command bench times builders on the same work, one after another in turn, and
// prints medians and ratios. Nothing is deleted between runs: ext4 is slow to
// make files where many were just removed, and that would be measured.
package main

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/sys/unix"
)

func main() {
	rounds := flag.Int("rounds", 3, "how often each is timed")
	only := flag.String("only", "", "regular expression of the work to time")
	modes := flag.Bool("modes", false, "cooper with many ids beside cooper with one, instead of other builders")
	debian := flag.String("debian", "", "with -modes: `archive` of a Debian root file system to install gcc in")
	flag.Parse()
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		log.Fatal(err)
	}
	b := &bench{
		modes:  *modes,
		debian: *debian,
		dir:    dir,
		rounds: *rounds,
		only:   regexp.MustCompile(*only),
		out:    tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0),
	}
	b.run()
	for _, t := range b.builders {
		t.clean()
	}
	os.RemoveAll(dir)
}

// builder is a program under test.
type builder struct {
	name   string
	build  func(dir, tag string, cached bool) []string
	list   []string
	about  []string
	clean  func()
	prefix string // of a command of it, for a shell; empty: it has no working containers
}

type bench struct {
	dir      string
	modes    bool
	debian   string
	rounds   int
	only     *regexp.Regexp
	builders []builder
	out      *tabwriter.Writer
}

func (b *bench) run() {
	b.builders = b.find()
	for _, t := range b.builders {
		version, _ := exec.Command(t.about[0], t.about[1:]...).Output()
		line, _, _ := strings.Cut(string(version), "\n")
		fmt.Printf("%s: %s\n", t.name, line)
	}
	b.prepare()
	fmt.Fprintf(b.out, "work\t")
	for _, t := range b.builders {
		fmt.Fprintf(b.out, "%s\t", t.name)
	}
	fmt.Fprintln(b.out, "first to second\treference")
	for _, w := range b.works() {
		if b.only.MatchString(w.name) {
			b.measure(w)
		}
	}
	if err := b.out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// onModes are cooper as it is, and where it can map no ids but its own.
func (b *bench) onModes() (out []builder) {
	for name, prefix := range map[string][]string{"cooper": nil, "cooper with one id": {"setpriv", "--no-new-privs"}} {
		program := append(slices.Clone(prefix), "cooper", "--root", filepath.Join(b.dir, name))
		out = append(out, builder{
			name: name, prefix: strings.Join(program, " "), list: append(slices.Clone(program), "images"),
			about: []string{"cooper", "version"},
			clean: func() { _ = exec.Command("cooper", "unshare", "rm", "-rf", filepath.Join(b.dir, name)).Run() },
			build: func(dir, tag string, cached bool) []string {
				return append(
					slices.Clone(program), "build", "-q", "--network", "host",
					fmt.Sprintf("--no-cache=%v", !cached), "-t", tag, dir,
				)
			},
		})
	}
	slices.SortFunc(out, func(a, b builder) int { return strings.Compare(a.name, b.name) })
	return out
}

// find makes a builder of each program on the PATH.
func (b *bench) find() []builder {
	if b.modes {
		return b.onModes()
	}
	var found []builder
	store := func(name string) []string {
		return []string{
			"--root", filepath.Join(b.dir, name, "root"), "--runroot", filepath.Join(b.dir, name, "run"),
			"--storage-driver", "overlay",
		}
	}
	command := func(name string, words ...string) func(string, string, bool) []string {
		return func(dir, tag string, cached bool) []string {
			line := append(append([]string{name}, store(name)...), words...)
			if !cached {
				line = append(line, "--no-cache")
			}
			return append(line, "-q", "-t", tag, dir)
		}
	}
	for _, t := range []builder{
		{name: "cooper", build: command("cooper", "build")},
		{name: "buildah", build: command("buildah", "bud", "--layers", "--isolation", "chroot")},
		{name: "podman", build: command("podman", "build", "--layers", "--isolation", "chroot")},
	} {
		if _, err := exec.LookPath(t.name); err != nil {
			continue
		}
		t.prefix = strings.Join(append([]string{t.name}, store(t.name)...), " ")
		t.list = append(append([]string{t.name}, store(t.name)...), "images")
		t.about = []string{t.name, "--version"}
		if t.name == "cooper" {
			t.about = []string{t.name, "version"}
		}
		if t.name == "podman" && slices.ContainsFunc(found, func(f builder) bool { return f.name == "buildah" }) {
			continue // the same engine
		}
		name := t.name
		t.clean = func() { _ = exec.Command(name, "unshare", "rm", "-rf", filepath.Join(b.dir, name)).Run() }
		found = append(found, t)
	}
	if _, err := exec.LookPath("buildctl"); err == nil && exec.Command("buildctl", "debug", "workers").Run() == nil {
		found = append(found, builder{
			name: "buildctl", about: []string{"buildctl", "--version"}, list: []string{"buildctl", "du"},
			clean: func() {},
			build: func(dir, tag string, cached bool) []string {
				line := []string{
					"buildctl", "build", "--frontend", "dockerfile.v0",
					"--local", "context=" + dir, "--local", "dockerfile=" + dir,
					"--output", "type=image,name=" + tag + ",compression=uncompressed",
				}
				if !cached {
					line = append(line, "--no-cache")
				}
				return line
			},
		})
	}
	return found
}

// work is one thing to time.
type work struct {
	name      string
	command   func(t builder, round int) []string
	before    func(t builder) // once, not timed
	reference func(round int) time.Duration
	what      string // the reference
}

func (b *bench) works() []work {
	cold := func(name string) func(builder, int) []string {
		return func(t builder, round int) []string {
			return t.build(filepath.Join(b.dir, name), fmt.Sprintf("%s:%d", name, round), false)
		}
	}
	warm := func(name string) work {
		return work{
			name:    name + ", cached",
			command: func(t builder, _ int) []string { return t.build(filepath.Join(b.dir, name), name+":hit", true) },
			before: func(t builder) {
				for range 2 { // the first may follow a build without the cache
					b.must(t.build(filepath.Join(b.dir, name), name+":hit", true))
				}
			},
		}
	}
	if b.modes {
		works := []work{{name: "steps20", command: cold("steps20")}, {name: "owners", command: cold("owners")}}
		if b.debian != "" {
			works = append(works, work{name: "install", command: cold("install")})
		}
		return works
	}
	return []work{
		{name: "steps20", command: cold("steps20")}, warm("steps20"),
		{name: "multistage", command: cold("multistage")},
		{name: "bigfile", command: cold("bigfile"), reference: b.copyAndHash, what: "cp and sha256"},
		{name: "smallfiles", command: cold("smallfiles"), reference: b.untar, what: "tar -x"}, warm("smallfiles"),
		{name: "container", command: b.container},
		{name: "images", command: func(t builder, _ int) []string { return t.list }},
		{name: "version", command: func(t builder, _ int) []string { return t.about }},
	}
}

// measure times a piece of work, the builders in turn.
// container makes an image step by step.
func (b *bench) container(t builder, round int) []string {
	if t.prefix == "" {
		return []string{"true"}
	}
	script := `c=$(P from -q localhost/busybox) && P run $I $c true && P commit -q $c step:$1 && P rm $c`
	isolation := ""
	if t.name != "cooper" {
		isolation = "--isolation chroot"
	}
	script = strings.NewReplacer("P ", t.prefix+" ", "$I", isolation, "$1", fmt.Sprint(round)).Replace(script)
	return []string{"sh", "-c", script}
}

func (b *bench) measure(w work) {
	times := map[string][]time.Duration{}
	var reference []time.Duration
	for _, t := range b.builders {
		if w.before != nil {
			w.before(t)
		}
	}
	for round := range b.rounds {
		for _, t := range b.builders {
			// Nobody pays for what another left to write.
			unix.Sync()
			start := time.Now()
			b.must(w.command(t, round))
			times[t.name] = append(times[t.name], time.Since(start))
		}
		if w.reference != nil {
			unix.Sync()
			reference = append(reference, w.reference(round))
		}
	}
	fmt.Fprintf(b.out, "%s\t", w.name)
	for _, t := range b.builders {
		fmt.Fprintf(b.out, "%.3fs\t", median(times[t.name]).Seconds())
	}
	if len(b.builders) > 1 {
		fmt.Fprintf(
			b.out, "1/%.1f", median(times[b.builders[1].name]).Seconds()/median(times[b.builders[0].name]).Seconds(),
		)
	}
	if w.reference != nil {
		r := median(reference)
		fmt.Fprintf(
			b.out, "\t%s %.3fs, ratio %.2f", w.what, r.Seconds(),
			median(times[b.builders[0].name]).Seconds()/r.Seconds(),
		)
	}
	fmt.Fprintln(b.out)
}

func median(list []time.Duration) time.Duration {
	list = slices.Clone(list)
	slices.Sort(list)
	return list[len(list)/2]
}

func (b *bench) must(line []string) {
	var out bytes.Buffer
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		log.Fatalf("%s: %v\n%s", strings.Join(line, " "), err, out.String())
	}
}

// copyAndHash is what a copy of the big file costs at least.
func (b *bench) copyAndHash(round int) time.Duration {
	start := time.Now()
	b.must([]string{"cp", filepath.Join(b.dir, "bigfile/big"), filepath.Join(b.dir, fmt.Sprintf("copy%d", round))})
	f, err := os.Open(filepath.Join(b.dir, "bigfile/big"))
	if err != nil {
		log.Fatal(err)
	}
	_, err = io.CopyBuffer(sha256.New(), struct{ io.Reader }{f}, make([]byte, 1<<20))
	if err := errors.Join(err, f.Close()); err != nil {
		log.Fatal(err)
	}
	return time.Since(start)
}

// untar is what making the small files costs at least.
func (b *bench) untar(round int) time.Duration {
	dir := filepath.Join(b.dir, fmt.Sprintf("untar%d", round))
	if err := os.Mkdir(dir, 0o755); err != nil {
		log.Fatal(err)
	}
	start := time.Now()
	b.must([]string{"tar", "-xf", filepath.Join(b.dir, "small.tar"), "-C", dir})
	return time.Since(start)
}

// prepare makes the contexts, and a busybox image in each builder's store.
func (b *bench) prepare() {
	busybox, err := exec.LookPath("busybox")
	if err != nil {
		log.Fatal(err)
	}
	program, err := os.ReadFile(busybox)
	if err != nil {
		log.Fatal(err)
	}
	b.write("base/rootfs/bin/busybox", program, 0o755)
	for _, name := range []string{"sh", "true", "sleep", "ls", "cat"} {
		if err := os.Symlink("busybox", filepath.Join(b.dir, "base/rootfs/bin", name)); err != nil {
			log.Fatal(err)
		}
	}
	b.write("base/rootfs/etc/passwd", []byte("root:x:0:0:root:/:/bin/sh\n"), 0o644)
	b.write("base/Containerfile", []byte("FROM scratch\nCOPY rootfs/ /\n"), 0o644)
	b.write("steps20/Containerfile", []byte("FROM localhost/busybox\n"+strings.Repeat("RUN true\n", 20)), 0o644)
	b.write("bigfile/Containerfile", []byte("FROM localhost/busybox\nCOPY big /\n"), 0o644)
	b.write("smallfiles/Containerfile", []byte("FROM localhost/busybox\nCOPY tree /tree\nRUN true\n"), 0o644)
	stages := ""
	copies := "FROM localhost/busybox\n"
	for i := range 4 {
		stages += fmt.Sprintf("FROM localhost/busybox AS s%d\nRUN sleep 2 && echo %d >/out\n", i, i)
		copies += fmt.Sprintf("COPY --from=s%d /out /out%d\n", i, i)
	}
	b.write("multistage/Containerfile", []byte(stages+copies), 0o644)
	b.write("owners/Containerfile", []byte("FROM localhost/busybox\nRUN "+ownersScript+"\n"), 0o644)
	for _, t := range b.builders {
		b.must(t.build(filepath.Join(b.dir, "base"), "localhost/busybox", true))
	}
	if b.modes {
		b.prepareDebian()
		return
	}
	for d := range 500 {
		for f := range 100 {
			content := make([]byte, 2100)
			_, _ = rand.Read(content)
			b.write(fmt.Sprintf("smallfiles/tree/d%03d/f%03d", d, f), content, 0o644)
		}
	}
	b.must([]string{"tar", "-cf", filepath.Join(b.dir, "small.tar"), "-C", filepath.Join(b.dir, "smallfiles"), "tree"})
	b.must([]string{"sh", "-c", "head -c 1073741824 /dev/urandom >" + filepath.Join(b.dir, "bigfile/big")})
	time.Sleep(time.Second) // so that the stat of a file says that its content is settled
}

// ownersScript makes, gives away and looks at files as fast as it can: all that it
// does is emulated where there is one id.
const ownersScript = `B=/bin/busybox; for d in 0 1 2 3 4 5 6 7 8 9; do $B mkdir -p /d/$d; ` +
	`for f in 0 1 2 3 4 5 6 7 8 9; do for g in 0 1 2 3 4 5 6 7 8 9; do echo >/d/$d/$f$g; done; done; done; ` +
	`$B chown -R 1000:1000 /d; $B cp -a /d /e; $B find /e -user 1000 >/dev/null`

// prepareDebian makes a base that installs packages from where this machine does.
func (b *bench) prepareDebian() {
	if b.debian == "" {
		return
	}
	dir := filepath.Join(b.dir, "debian")
	b.write("debian/Containerfile", []byte("FROM scratch\nADD rootfs.tar /\nCOPY apt/ /etc/apt/\n"), 0o644)
	b.must([]string{"cp", b.debian, filepath.Join(dir, "rootfs.tar")})
	b.must([]string{"cp", "-r", "/etc/apt", filepath.Join(dir, "apt")})
	b.write(
		"install/Containerfile",
		[]byte("FROM localhost/debian\nRUN apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc\n"),
		0o644,
	)
	for _, t := range b.builders {
		b.must(t.build(dir, "localhost/debian", true))
	}
}

func (b *bench) write(name string, content []byte, mode os.FileMode) {
	file := filepath.Join(b.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(file, content, mode); err != nil {
		log.Fatal(err)
	}
}
