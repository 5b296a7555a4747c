package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/spf13/cobra"
)

type historyFlags struct {
	format                string
	noTrunc, quiet, human bool
}

func (a *app) historyCommand() *cobra.Command {
	f := &historyFlags{}
	cmd := &cobra.Command{
		Use:   "history [flags] IMAGE",
		Short: "Show the steps that made an image, the last one first",
		Example: "  cooper history app\n" +
			"  cooper history --no-trunc --format '{{.Size}} {{.CreatedBy}}' app",
		Args: oneArg("one image"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runHistory(cmd.Context(), f, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "", formatUsage)
	flags.BoolVar(&f.noTrunc, "no-trunc", false, "do not shorten ids and commands")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print ids only")
	flags.BoolVarP(&f.human, "human", "H", true, "print sizes and times in words; false prints numbers")
	return cmd
}

// historyRow is a step that made an image. Its fields are those of docker and podman.
type historyRow struct {
	ID                       string
	Created                  string `json:"-"` // CreatedAt or CreatedSince
	CreatedAt, CreatedSince  string
	CreatedBy, Size, Comment string
}

func (a *app) runHistory(ctx context.Context, f *historyFlags, name string) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	i, err := engine.Inspect(ctx, name)
	if err != nil {
		return err
	}
	if i.Index {
		return fmt.Errorf("%s is an image index: name one of its images", name)
	}
	var config dockerspec.DockerOCIImage
	if err := json.Unmarshal(i.Config, &config); err != nil {
		return fmt.Errorf("reading the config of image %s: %w", i.ID, err)
	}
	var manifest ocispec.Manifest
	if err := json.Unmarshal(i.Manifest, &manifest); err != nil {
		return fmt.Errorf("reading the manifest of image %s: %w", i.ID, err)
	}
	rows := f.rows(i.ID, config.History, manifest.Layers)
	return f.print(a, rows)
}

// rows are the steps, the last one first. A step that is not empty has the next layer.
func (f *historyFlags) rows(id string, history []ocispec.History, layers []ocispec.Descriptor) (out []historyRow) {
	for _, h := range history {
		row := historyRow{ID: "<missing>", CreatedBy: h.CreatedBy, Comment: h.Comment}
		var size int64
		if !h.EmptyLayer && len(layers) != 0 {
			size, layers = layers[0].Size, layers[1:]
		}
		if row.Size = sizeText(size); !f.human {
			row.Size = fmt.Sprint(size)
		}
		if h.Created != nil {
			row.CreatedAt, row.CreatedSince = h.Created.Format("2006-01-02T15:04:05Z07:00"), ago(*h.Created)
		}
		if row.Created = row.CreatedSince; !f.human {
			row.Created = row.CreatedAt
		}
		if line := strings.Join(strings.Fields(row.CreatedBy), " "); !f.noTrunc && len(line) > maxCommand {
			row.CreatedBy = strings.ToValidUTF8(line[:maxCommand-1], "") + "…"
		}
		out = append(out, row)
	}
	if len(out) != 0 {
		out[len(out)-1].ID = shownID(id, f.noTrunc)
	}
	slices.Reverse(out)
	return out
}

// maxCommand is the length of a command that is not shortened, as docker has it.
const maxCommand = 45

func (f *historyFlags) print(a *app, rows []historyRow) error {
	if f.quiet {
		return printTemplate(a.text, "{{.ID}}", rows)
	}
	return printList(a.text, f.format, "IMAGE\tCREATED\tCREATED BY\tSIZE\tCOMMENT",
		`{{.ID}}\t{{.Created}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}`, rows)
}
