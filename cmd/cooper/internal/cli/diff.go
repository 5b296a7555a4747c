package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

func (a *app) diffCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "diff [flags] CONTAINER|IMAGE [CONTAINER|IMAGE]",
		Short: "Show in which files and settings images or working containers differ",
		Long: "Show in which files and settings two images or working containers differ. With one name, a\n" +
			"container is compared with its image, and an image with itself before its last layer.\n\n" +
			"A file is added (A), changed (C) or deleted (D). Times of files do not count.",
		Example: "  cooper diff work\n  cooper diff --format json app:1 app:2",
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runDiff(cmd.Context(), format, append(args, "")[:2])
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "format the output as json, or each file with a Go template")
	return cmd
}

// diffJSON is a comparison as podman prints it, with the settings.
type diffJSON struct {
	Changed []string                `json:"changed,omitempty"`
	Added   []string                `json:"added,omitempty"`
	Deleted []string                `json:"deleted,omitempty"`
	Config  []build.FieldDifference `json:"config,omitempty"`
}

func (a *app) runDiff(ctx context.Context, format string, names []string) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	d, err := engine.Diff(ctx, names[0], names[1])
	if err != nil {
		return err
	}
	switch format {
	case "":
	case "json":
		return printJSON(a.text, diffObject(d))
	default:
		return printTemplate(a.text, format, d.Files)
	}
	for _, f := range d.Files {
		fmt.Fprintln(a.text, f.Kind, f.Path)
	}
	for _, f := range d.Config {
		fmt.Fprintf(a.text, "%s %s: %s -> %s\n", kindOf(f), f.Name, shownValue(f.Old), shownValue(f.New))
	}
	return nil
}

func diffObject(d build.Differences) diffJSON {
	out := diffJSON{Config: d.Config}
	for _, f := range d.Files {
		list := map[build.FileChangeKind]*[]string{"A": &out.Added, "C": &out.Changed, "D": &out.Deleted}[f.Kind]
		*list = append(*list, f.Path)
	}
	return out
}

// kindOf says what became of a setting.
func kindOf(f build.FieldDifference) string {
	switch {
	case f.Old == "":
		return "A"
	case f.New == "":
		return "D"
	}
	return "C"
}

// shownValue is a value of a config, which is JSON, or a word for none.
func shownValue(text string) string {
	if !json.Valid([]byte(text)) {
		return "(none)"
	}
	return text
}
