// Command bench times builders on the same work, in turn, beside the least that the machine itself
// takes for it. As root it gives each builder a filesystem of its own and runs the builders as an
// unprivileged user.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"regexp"
	"sync"

	"golang.org/x/sys/unix"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == nothing {
		return
	}
	if len(os.Args) == 4 && os.Args[1] == compressing {
		if err := compressFile(os.Args[2], os.Args[3]); err != nil {
			log.Fatal(err)
		}
		return
	}
	b := &bench{}
	only := flag.String("only", "", "regular expression of the rows to time")
	flag.IntVar(&b.rounds, "rounds", 5, "how often each is timed")
	modes := flag.Bool("modes", false, "cooper with many ids beside cooper with one, instead of other builders")
	growth := flag.Bool("growth", false, "how the cost of cooper grows, instead of the table")
	flag.StringVar(&b.debian, "debian", "", "with -modes: `archive` of a Debian root filesystem to install gcc in")
	flag.StringVar(&b.registry, "registry", "registry", "program that serves an image registry")
	flag.StringVar(&b.page, "write", "", "`directory` of performance.md, whose tables and plots are replaced")
	flag.Parse()
	b.only = regexp.MustCompile(*only)
	if err := b.setUp(); err != nil {
		b.cleanUp()
		log.Fatal(err)
	}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, unix.SIGINT, unix.SIGTERM)
	go func() {
		<-interrupted
		b.cleanUp()
		os.Exit(1)
	}()
	defer b.cleanUp()
	fmt.Println(b.machine())
	switch {
	case *growth:
		b.growth()
	case *modes:
		b.table(b.modes(), modeRows(b.debian != ""))
	default:
		b.table(b.peers(), rows())
	}
}

// bench is one run. Its methods end the program if something fails.
type bench struct {
	rounds   int
	only     *regexp.Regexp
	debian   string
	registry string
	page     string

	who    *account
	disks  []*disk
	inputs string // directory with the contexts
	listen string // address of the registry
	own    *disk  // see scratch
	filled int    // images that fill made

	builders []*builder
	cleaning sync.Mutex
	ends     []func()
}

// fail ends the program after everything is put back.
func (b *bench) fail(err error) {
	b.cleanUp()
	log.Fatal(err)
}

// cleanUp is called once more by a signal.
func (b *bench) cleanUp() {
	b.cleaning.Lock()
	defer b.cleaning.Unlock()
	for i := len(b.ends) - 1; i >= 0; i-- {
		b.ends[i]()
	}
	b.ends = nil
	for _, d := range b.disks {
		d.remove()
	}
	b.disks = nil
}

func (b *bench) setUp() (err error) {
	if b.who, err = ordinary(); err != nil {
		return err
	}
	inputs, err := b.newDisk("inputs")
	if err != nil {
		return err
	}
	b.inputs = inputs.dir
	return nil
}
