package cli

import (
	"bufio"
	"io"
	"text/tabwriter"
)

// columns aligns columns. A tabwriter alone writes each cell by itself.
type columns struct {
	*tabwriter.Writer
	out *bufio.Writer
}

// newColumns makes columns of a least width, with padding between them.
func newColumns(out io.Writer, width, tab, padding int) columns {
	buffered := bufio.NewWriterSize(out, 32<<10)
	return columns{tabwriter.NewWriter(buffered, width, tab, padding, ' ', 0), buffered}
}

// Flush writes what is left.
func (c columns) Flush() error {
	if err := c.Writer.Flush(); err != nil {
		return err
	}
	return c.out.Flush()
}
