package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// usageRow is a line of system df. Its fields are those of docker.
type usageRow struct {
	Type, TotalCount, Active, Size, Reclaimable string
}

func (a *app) diskUsage() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "df [flags]", Short: "Show what uses the disk", Args: cobra.NoArgs,
		Example: "  cooper system df\n  cooper system df --format '{{.Type}}: {{.Size}}'",
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.runDiskUsage(cmd.Context(), format) },
	}
	cmd.Flags().StringVar(&format, "format", "", formatUsage)
	cmd.Flags().BoolP("verbose", "v", false,
		"accepted for compatibility: cooper images and cooper cache ls have the details")
	_ = cmd.Flags().MarkHidden("verbose")
	return cmd
}

func (a *app) runDiskUsage(ctx context.Context, format string) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	images, err := imageUsage(ctx, engine)
	if err != nil {
		return err
	}
	containers, err := engine.Containers(ctx)
	if err != nil {
		return err
	}
	cache, err := cacheUsage(ctx, engine)
	if err != nil {
		return err
	}
	rows := []usageRow{
		images,
		{"Containers", fmt.Sprint(len(containers)), "0", "-", "-"},
		{"Local Volumes", "0", "0", sizeText(0), sizeText(0)},
		cache,
	}
	return printList(a.text, format, "TYPE\tTOTAL\tACTIVE\tSIZE\tRECLAIMABLE",
		`{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}`, rows)
}

// imageUsage counts each layer once. Images that are cache are not among them.
func imageUsage(ctx context.Context, engine *build.Engine) (row usageRow, err error) {
	images, err := engine.Images(ctx)
	if err != nil {
		return row, err
	}
	used, err := usedImages(ctx, engine)
	if err != nil {
		return row, err
	}
	all, needed := layerSet{}, layerSet{}
	count, active := 0, 0
	for _, img := range images {
		if img.Intermediate && len(img.Names) == 0 {
			continue
		}
		count++
		into := []layerSet{all}
		if used[img.ID] {
			active++
			into = append(into, needed)
		}
		if err := addLayers(ctx, engine, img, into); err != nil {
			return row, err
		}
	}
	size := all.size()
	return usageRow{
		"Images", fmt.Sprint(count), fmt.Sprint(active), sizeText(size), shareText(size-needed.size(), size),
	}, nil
}

func cacheUsage(ctx context.Context, engine *build.Engine) (usageRow, error) {
	items, err := engine.CacheItems(ctx)
	var size, free int64
	busy := 0
	for _, item := range items {
		size += item.Size
		if item.InUse {
			busy++
		} else {
			free += item.Size
		}
	}
	return usageRow{
		"Build Cache", fmt.Sprint(len(items)), fmt.Sprint(busy), sizeText(size), shareText(free, size),
	}, err
}

// shareText is a part of a size, and how much of it that is.
func shareText(part, whole int64) string {
	if whole == 0 {
		return sizeText(part)
	}
	return fmt.Sprintf("%s (%d%%)", sizeText(part), 100*part/whole)
}

// layerSet has each layer once, with its size.
type layerSet map[digest.Digest]int64

func (l layerSet) size() (sum int64) {
	for _, n := range l {
		sum += n
	}
	return sum
}

func addLayers(ctx context.Context, engine *build.Engine, img build.Image, into []layerSet) error {
	if img.Index {
		return nil
	}
	i, err := engine.Inspect(ctx, img.ID)
	if err != nil {
		return err
	}
	var manifest ocispec.Manifest
	if err := json.Unmarshal(i.Manifest, &manifest); err != nil {
		return fmt.Errorf("reading the manifest of image %s: %w", i.ID, err)
	}
	for _, l := range manifest.Layers {
		for _, set := range into {
			set[l.Digest] = l.Size
		}
	}
	return nil
}
