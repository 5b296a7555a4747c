package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// formatUsage describes --format of a list.
const formatUsage = "format each line with a Go template, or the output as table, table TEMPLATE " +
	"or json (an object a line)"

// printList prints rows by a --format as docker has it: columns by default, or with table; one JSON
// object a line; or each row by a template.
func printList[T any](out io.Writer, format, heading, cells string, rows []T) error {
	switch format {
	case "", "table":
		w := newColumns(out, 0, 2, 3)
		if heading != "" {
			fmt.Fprintln(w, heading)
		}
		if err := printTemplate(w, cells, rows); err != nil {
			return err
		}
		return w.Flush()
	case "json":
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		for _, row := range rows {
			if err := e.Encode(row); err != nil {
				return err
			}
		}
		return nil
	}
	return printTemplate(out, format, rows)
}

// addNoTrunc adds the name of docker and podman for a flag.
func addNoTrunc(flags *pflag.FlagSet, p *bool) {
	flags.BoolVar(p, "no-trunc", false, "the same as --notruncate")
	_ = flags.MarkHidden("no-trunc")
}

// renamed is how a command is used under another name.
func renamed(use, name string) string {
	_, arguments, _ := strings.Cut(use, " ")
	return strings.TrimSpace(name + " " + arguments)
}
