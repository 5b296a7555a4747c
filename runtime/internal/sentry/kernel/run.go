package kernel

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/report"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/internal/sentry/filter"
	"github.com/cooper-build/cooper/runtime/internal/sentry/gofer"
)

// Main is the main function of the process of a sentry. It returns its exit code: the
// result of the command is a report.
func Main() int {
	orders, reports := os.NewFile(sentry.OrdersFD, "orders"), os.NewFile(sentry.ReportFD, "report")
	layer := os.NewFile(sentry.LayerFD, "layer")
	for _, f := range []*os.File{orders, reports, layer} {
		unix.CloseOnExec(int(f.Fd()))
	}
	o, err := sentry.Read(orders)
	if err != nil {
		_ = report.Failure(reports, fmt.Errorf("reading orders: %w", err))
		return 1
	}
	if o.Gateway != 0 {
		unix.CloseOnExec(o.Gateway)
	}
	s := &sandbox{orders: o, layer: layer}
	status, err := s.run(orders, reports)
	if err != nil {
		_ = report.Failure(reports, err)
		return 1
	}
	_ = report.Exit(reports, status)
	return 0
}

// run runs the command to its end, and writes what it changed.
func (s *sandbox) run(orders, reports *os.File) (unix.WaitStatus, error) {
	if err := s.prepare(reports); err != nil {
		return 0, err
	}
	args, err := s.arguments()
	if err != nil {
		return 0, err
	}
	asRoot := args
	asRoot.Credentials, asRoot.WorkingDirectory = s.root, "/"
	ctx := asRoot.NewContext(s.kernel)
	if err := s.mountRoot(ctx); err != nil {
		return 0, err
	}
	if err := s.copyUpFIFOs(ctx); err != nil {
		return 0, fmt.Errorf("preparing the FIFOs of the root filesystem: %w", err)
	}
	if err := s.mountSystem(ctx); err != nil {
		return 0, err
	}
	if err := s.cover(ctx); err != nil {
		return 0, err
	}
	if err := s.mountAll(ctx); err != nil {
		return 0, err
	}
	if err := s.makeCwd(ctx); err != nil {
		return 0, err
	}
	if args.InitialCgroups, err = s.limitPIDs(ctx); err != nil {
		return 0, err
	}
	s.mounts.IncRef() // the tree is read after the last process has ended
	group, err := s.start(args)
	if err != nil {
		return 0, err
	}
	if err := report.Started(reports); err != nil {
		return 0, err
	}
	go s.signal(orders, group)
	go s.forwardKeys()
	s.kernel.WaitExited()
	status := unix.WaitStatus(group.ExitStatus())
	if status == 0 || s.orders.KeepFailed {
		err = s.writeLayer()
	}
	return status, err
}

// prepare does everything that needs the host, and then gives it up.
func (s *sandbox) prepare(reports *os.File) (err error) {
	roots, err := s.openRoots()
	if err != nil {
		return fmt.Errorf("opening the root filesystem: %w", err)
	}
	found := make(chan []string, 1)
	go func() { found <- findFIFOs(roots) }()
	started := make(chan error, 1)
	go func() {
		var err error
		s.connections, err = gofer.Start(s.orders.Trees, s.orders.Owners, reports)
		started <- err
	}()
	if err := prepareProcess(); err != nil {
		return fmt.Errorf("preparing the sentry: %w", err)
	}
	if err := s.boot(); err != nil {
		return fmt.Errorf("starting the sentry: %w", err)
	}
	if err := <-started; err != nil {
		return err
	}
	if err := s.openScratch(); err != nil {
		return err
	}
	if err := s.openStreams(); err != nil {
		return fmt.Errorf("opening the standard streams: %w", err)
	}
	s.fifos = <-found // nothing may be opened afterwards
	return filter.Install(s.platform.SeccompInfo(), s.orders.HostNetwork)
}
