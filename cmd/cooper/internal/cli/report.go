package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/cmd/cooper/internal/report"
)

// reportedFiles is how many files of each layer a report has.
const reportedFiles = 5

// completeReport checks --report before a build that may take long.
func (f *buildFlags) completeReport() error {
	switch {
	case f.report == "":
		return nil
	case f.call != "build":
		return errors.New("--report describes a build: it cannot be used with --check or --call")
	}
	if _, err := os.Stat(filepath.Dir(f.report)); err != nil {
		return fmt.Errorf("looking for the directory of the report: %w", err)
	}
	return nil
}

// record makes a recorder of the events, if a report is wanted. finish writes it.
func (f *buildFlags) record() (finish func(err error) error) {
	if f.report == "" {
		return func(error) error { return nil }
	}
	title := strings.Join(f.request.Tags, ", ")
	recorder := report.New(cmp.Or(title, f.request.Context.URL, filepath.Base(f.request.Context.Path), "build"))
	show, explain := f.request.OnEvent, f.request.Cache.Explain
	f.request.Cache.Explain, f.request.LargestFiles = true, reportedFiles
	f.request.OnEvent = func(e build.Event) {
		recorder.Event(e)
		if e.Kind != event.Explained || explain {
			show(e)
		}
	}
	return func(err error) error { return recorder.Write(f.report, err) }
}
