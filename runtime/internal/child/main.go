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
	if len(args) >= 3 && args[0] == "userns" {
		return enterUserNamespace(args[1], args[2:])
	}
	if len(args) == 1 && args[0] == "run" {
		return run(0)
	}
	if len(args) == 2 && args[0] == "run" {
		trees, err := strconv.ParseUint(args[1], 10, 16)
		if err == nil {
			return run(uint(trees))
		}
	}
	if len(args) >= 3 && args[0] == "sentry" {
		return startSentry(args[1], args[2:])
	}
	if len(args) == 2 && args[0] == "trial" {
		return try(args[1])
	}
	if len(args) == 1 && args[0] == "report" {
		return describeSelf()
	}
	return refuse(errors.New("unknown arguments"))
}

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
func run(trees uint) int {
	orders, reports := os.NewFile(ordersFD, "orders"), os.NewFile(reportFD, "report")
	// Nothing that the parent left open by mistake reaches the command.
	if err := unix.CloseRange(reportFD+1+trees, ^uint(0)>>1, 0); err != nil {
		return reportFailure(reports, fail("closing descriptors", err))
	}
	for tree := range trees {
		unix.CloseOnExec(reportFD + 1 + int(tree))
	}
	unix.CloseOnExec(ordersFD)
	unix.CloseOnExec(reportFD)
	config, err := readOrders(orders)
	if err != nil {
		return reportFailure(reports, fail("reading orders", err))
	}
	owner.UseRecords(config.Owners, func(record []byte) error { return report.Owner(reports, record) })
	if err := hide(); err != nil {
		return reportFailure(reports, fail("hiding the memory of cooper-init", err))
	}
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

func readOrders(f *os.File) (*Config, error) {
	var size [8]byte
	if _, err := io.ReadFull(f, size[:]); err != nil {
		return nil, err
	}
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
