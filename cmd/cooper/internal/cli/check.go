package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

// completeCall reads --check and --call. With either --format is that of the
// answer, not of an image.
func (f *buildFlags) completeCall() error {
	call, options, _ := strings.Cut(f.call, ",")
	f.call = call
	if f.check {
		f.call = "check"
	}
	if format, ok := strings.CutPrefix(options, "format="); ok {
		f.format = format
	}
	switch f.call {
	case "build", "":
		f.call = "build"
		f.request.Strict = f.strict
		return nil
	case "check", "outline", "targets":
	default:
		return fmt.Errorf("invalid --call %s: use build, check, outline or targets", f.call)
	}
	if format := f.request.Image.Format; format != "" && format != build.FormatOCI && format != build.FormatDocker {
		f.format, f.request.Image.Format = string(format), ""
	}
	if f.format == "" {
		f.format = "text"
	}
	if f.format != "text" && f.format != "json" && (f.format != "sarif" || f.call != "check") {
		return fmt.Errorf("--format %s is not supported by --call %s", f.format, f.call)
	}
	return nil
}

// runCall answers a question about the Containerfile.
func (a *app) runCall(f *buildFlags) error {
	if f.call == "check" {
		return a.runCheck(f)
	}
	outline, err := build.Describe(f.request)
	if err != nil {
		return err
	}
	if f.format == "json" {
		return a.printJSON(outline)
	}
	if f.call == "targets" {
		for _, name := range outline.Targets {
			if name == outline.Target {
				name += " (default)"
			}
			fmt.Fprintln(a.text, name)
		}
		return nil
	}
	fmt.Fprintln(a.text, "target:", outline.Target)
	for _, list := range []struct {
		title string
		items []string
	}{{"build arguments", outline.Args}, {"secrets", outline.Secrets}, {"ssh", outline.SSH}} {
		if len(list.items) != 0 {
			fmt.Fprintf(a.text, "%s:\n  %s\n", list.title, strings.Join(list.items, "\n  "))
		}
	}
	return nil
}

func (a *app) printJSON(value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.text, string(text))
	return err
}

// errWarnings ends a check that found something.
type errWarnings int

func (n errWarnings) Error() string {
	if n == 1 {
		return "the check found 1 warning"
	}
	return fmt.Sprintf("the check found %d warnings", int(n))
}

func (a *app) runCheck(f *buildFlags) error {
	result, err := build.Check(f.request, build.CheckOptions{Strict: f.strict})
	if err != nil {
		return err
	}
	switch f.format {
	case "json":
		err = a.printJSON(ui.CheckJSON(result))
	case "sarif":
		err = a.printJSON(ui.CheckSARIF(result))
	default:
		ui.CheckText(a.text, result)
	}
	if err == nil && len(result.Warnings) != 0 {
		return errWarnings(len(result.Warnings))
	}
	return err
}
