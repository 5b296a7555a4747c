package child

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/report"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/subreaper"
)

// Descriptors the parent leaves open for "run".
const (
	ordersFD = 3
	reportFD = 4
)

// failure is an error with the failed operation, and the errno for the parent.
type failure struct {
	doing string
	err   error
}

func (f *failure) Error() string { return f.doing + ": " + f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func fail(doing string, err error) error {
	if err == nil {
		return nil
	}
	return &failure{doing, err}
}

// Main runs a verb and returns the exit code.
func Main(args []string) int {
	if len(args) == 0 {
		return refuse(errArguments)
	}
	verb, args := args[0], args[1:]
	switch {
	case verb == "userns" && len(args) >= 2:
		return enterUserNamespace(args[0], args[1:])
	case verb == "run" && len(args) == 0:
		return run(0)
	case verb == "run" && len(args) == 1:
		return runWith(args[0])
	case verb == "sentry" && len(args) >= 2:
		return startSentry(args[0], args[1:])
	case verb == "trial" && len(args) == 1:
		return try(args[0])
	case verb == "report" && len(args) == 0:
		return describeSelf()
	}
	return refuse(errArguments)
}

// runWith is "run" with an argument.
func runWith(argument string) int {
	if argument == Later {
		return runLater()
	}
	trees, err := strconv.ParseUint(argument, 10, 16)
	if err != nil {
		return refuse(err)
	}
	return run(uint(trees))
}

var errArguments = errors.New("unknown arguments")

func refuse(err error) int {
	os.Stderr.WriteString("cooper-init can only be started by cooper: " + err.Error() + "\n")
	return 2
}

// describeSelf prints properties of a command in a sandbox, for probes.
func describeSelf() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		return 1
	}
	var facts []string
	for line := range strings.Lines(string(status)) {
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "CapBnd", "CapInh", "Seccomp":
			facts = append(facts, name+" "+strings.TrimSpace(value))
		}
	}
	os.Stdout.WriteString(strings.Join(facts, ", ") + "\n")
	return 0
}

// enterUserNamespace executes a program as root of a user namespace. It closes the descriptor
// of cooper-init.
func enterUserNamespace(descriptor string, argv []string) int {
	fd, err := strconv.Atoi(descriptor)
	if err != nil {
		return refuse(err)
	}
	if err := Enter(); err != nil {
		return refuse(err)
	}
	unix.CloseOnExec(fd)
	err = unix.Exec(argv[0], argv[1:], os.Environ())
	os.Stderr.WriteString("cooper-init: entering the user namespace: " + err.Error() + "\n")
	return 125
}

// run is the first process of a sandbox, with a number of mounts as descriptors after
// the usual ones.
func run(count uint) int {
	orders, reports := os.NewFile(ordersFD, "orders"), os.NewFile(reportFD, "report")
	if err := closeOthers(count); err != nil {
		return reportFailure(reports, err)
	}
	var trees []int
	for tree := range int(count) {
		trees = append(trees, FirstTree+tree)
		unix.CloseOnExec(FirstTree + tree)
	}
	config, err := readOrders(orders)
	if err != nil {
		return reportFailure(reports, fail("reading orders", err))
	}
	return obeyOrders(config, trees, orders, reports)
}

// closeOthers keeps what the parent left open by mistake from the command, and makes this
// memory unreadable to others. Descriptors of the Go runtime are among the rest, so that they
// stay open until the command starts.
func closeOthers(trees uint) error {
	if err := unix.CloseRange(FirstTree+trees, ^uint(0)>>1, unix.CLOSE_RANGE_CLOEXEC); err != nil {
		return fail("closing descriptors", err)
	}
	unix.CloseOnExec(ordersFD)
	unix.CloseOnExec(reportFD)
	return fail("hiding the memory of cooper-init", hide())
}

// obeyOrders makes the sandbox and runs the command.
func obeyOrders(config *Config, trees []int, orders, reports *os.File) int {
	if err := config.useTrees(trees); err != nil {
		return reportFailure(reports, fail("reading orders", err))
	}
	owner.UseRecords(config.Owners, func(record []byte) error { return report.Owner(reports, record) })
	if err := config.assemble(); err != nil {
		return reportFailure(reports, err)
	}
	if config.SharedPIDs {
		if err := subreaper.Adopt(); err != nil {
			return reportFailure(reports, fail("becoming a subreaper", err))
		}
	}
	pid, err := config.start()
	if err != nil {
		return reportFailure(reports, err)
	}
	if err := report.Started(reports); err != nil {
		return 1
	}
	go config.obey(orders)
	status := reap(pid)
	config.killRest()
	_ = report.Exit(reports, status)
	return 0
}

// killRest kills the processes that the command left. PID 1 does that by ending itself.
func (c *Config) killRest() {
	if !c.SharedPIDs {
		return
	}
	go reap(0)
	subreaper.Kill()
}

// HeaderSize is the size of what comes before the body of orders, in bytes: its size.
const HeaderSize = 8

func readOrders(f *os.File) (*Config, error) {
	var size [HeaderSize]byte
	if _, err := io.ReadFull(f, size[:]); err != nil {
		return nil, err
	}
	return readBody(f, size)
}

func readBody(f *os.File, size [HeaderSize]byte) (*Config, error) {
	n := binary.LittleEndian.Uint64(size[:])
	if n > maxOrders {
		return nil, errOrders
	}
	data := make([]byte, n)
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, err
	}
	return decode(data)
}

// Frame is a Config as the parent writes it to the orders pipe.
func Frame(c *Config) []byte {
	body := c.Encode()
	return append(binary.LittleEndian.AppendUint64(nil, uint64(len(body))), body...)
}

func reportFailure(to *os.File, err error) int {
	_ = report.Failure(to, err)
	return 1
}

// obey passes signals on and ends everything when the parent is gone.
func (c *Config) obey(orders *os.File) {
	signal := make([]byte, 1)
	for {
		n, _ := orders.Read(signal)
		switch {
		case n != 1:
			if c.SharedPIDs {
				subreaper.Kill()
			}
			os.Exit(1)
		case c.SharedPIDs:
			subreaper.Signal(unix.Signal(signal[0]))
		default:
			_ = unix.Kill(-1, unix.Signal(signal[0]))
		}
	}
}

// reap waits for all orphans of the namespace until the command itself ends. Processes that
// are left end with this process.
func reap(command int) unix.WaitStatus {
	for {
		var status unix.WaitStatus
		pid, err := unix.Wait4(-1, &status, 0, nil)
		if err == unix.EINTR {
			continue
		}
		if err != nil || pid == command && (status.Exited() || status.Signaled()) {
			return status
		}
	}
}
