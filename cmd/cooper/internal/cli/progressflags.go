package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// progressFlags say how to show progress.
type progressFlags struct {
	progress string
	quiet    bool
	logfile  string
	logsplit bool
	usage    bool
	usageLog string
	report   string
}

func (f *progressFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.progress, "progress", progressDefault(),
		"format of the progress: auto, tty, plain, json or quiet")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print the image id only")
	flags.StringVar(&f.logfile, "logfile", "", "write the progress to a file instead of standard error")
	flags.BoolVar(&f.logsplit, "logsplit", false,
		"with --logfile and several platforms: write one file for each platform")
	flags.StringVar(&f.report, "report", "",
		"write a page (HTML) about the build to a file: times, output, layers, network and warnings")
	flags.BoolVar(&f.usage, "log-rusage", false,
		"for each step, report CPU time and bytes on disks; those of steps at the same time are included")
	flags.StringVar(&f.usageLog, "rusage-logfile", "", "with --log-rusage: write these reports to a file")
}

// show makes a progress the one that tells about signals.
func (a *app) show(p ui.Progress) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.progress = p
}

// tellCanceling says that the first interrupt of the keyboard was heard.
func (a *app) tellCanceling(by os.Signal) {
	const text = "canceling… (Ctrl-C again to kill)"
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case by != os.Interrupt:
	case a.progress != nil:
		a.progress.Line(text)
	case a.engine != nil:
		fmt.Fprintln(a.err, text)
	}
}

// openProgress shows progress where it is wanted.
func (f *progressFlags) openProgress(a *app, mode string) (ui.Progress, error) {
	switch {
	case f.logfile == "" && f.logsplit:
		return nil, errors.New("--logsplit needs --logfile: it is the prefix of the file names")
	case f.logfile == "":
		return ui.NewProgress(mode, a.err)
	}
	return ui.NewLogFiles(f.logfile, f.logsplit)
}

// withUsage reports what steps used of the machine, if that is wanted.
func (f *progressFlags) withUsage(progress ui.Progress) (ui.Progress, error) {
	switch {
	case f.usageLog != "" && !f.usage:
		return nil, errors.New("--rusage-logfile needs --log-rusage: it is the file of these reports")
	case !f.usage:
		return progress, nil
	case f.usageLog == "":
		return ui.WithUsage(progress, nil), nil
	}
	file, err := safepath.CreateLog(f.usageLog, 0o644)
	if err != nil {
		return nil, err
	}
	return ui.WithUsage(progress, file), nil
}
