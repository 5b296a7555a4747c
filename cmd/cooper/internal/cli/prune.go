package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/docker/go-units"
	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// This file has what docker has for the disk: the prune commands of its groups. Their
// --force means that docker does not ask. cooper never asks.

// pruneFlags are the flags that all of these have.
type pruneFlags struct {
	all, force bool
	filters    []string
}

func (f *pruneFlags) add(cmd *cobra.Command, all, filters string) {
	flags := cmd.Flags()
	if all != "" {
		flags.BoolVarP(&f.all, "all", "a", false, all)
	}
	flags.BoolVarP(&f.force, "force", "f", false, "accepted for compatibility: cooper does not ask")
	flags.StringArrayVar(&f.filters, "filter", nil, filters)
}

func (a *app) imagePrune() *cobra.Command {
	f := &pruneFlags{}
	cmd := &cobra.Command{
		Use: "prune [flags]", Short: "Remove images without a name", Args: cobra.NoArgs,
		Example: "  cooper image prune\n  cooper image prune --all --filter until=240h",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if len(f.filters) == 0 {
				return a.runRemove(cmd.Context(), nil, build.RemoveOptions{Prune: true, All: f.all})
			}
			return a.pruneFiltered(cmd.Context(), f)
		},
	}
	f.add(cmd, "remove all images that no working container uses",
		"remove only images that match: until=TIME or a duration, label=KEY[=VALUE], and others of cooper images")
	return cmd
}

// pruneFiltered removes images without a name, or all that no container needs, if filters say so too.
func (a *app) pruneFiltered(ctx context.Context, f *pruneFlags) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	images, err := engine.Images(ctx)
	if err != nil {
		return err
	}
	if images, err = a.filterImages(ctx, engine, images, f.filters); err != nil {
		return err
	}
	used, err := usedImages(ctx, engine)
	if err != nil {
		return err
	}
	var errs []error
	for _, img := range images {
		if used[img.ID] || len(img.Names) != 0 && !f.all {
			continue
		}
		o := build.RemoveOptions{Prune: len(img.Names) == 0}
		errs = append(errs, a.removeOnce(ctx, engine, []string{img.ID}, o))
	}
	return errors.Join(errs...)
}

// usedImages are the images of containers.
func usedImages(ctx context.Context, engine *build.Engine) (map[string]bool, error) {
	containers, err := engine.Containers(ctx)
	used := map[string]bool{}
	for _, c := range containers {
		used[c.ImageID] = true
	}
	return used, err
}

func (a *app) containerPrune() *cobra.Command {
	f := &pruneFlags{}
	cmd := &cobra.Command{
		Use: "prune [flags]", Short: "Remove all working containers", Args: cobra.NoArgs,
		Example: "  cooper container prune --force\n  cooper container prune --force --filter until=24h",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !f.force {
				return &build.Error{
					Kind: build.KindOther, Message: "all working containers would go, with what was not committed",
					Hint: "cooper containers lists them; cooper container prune --force removes them",
				}
			}
			return a.pruneContainers(cmd.Context(), f.filters)
		},
	}
	f.add(cmd, "", "remove only containers that match: until=TIME or a duration")
	cmd.Flags().Lookup("force").Usage = "remove them; without this flag nothing is removed"
	return cmd
}

func (a *app) pruneContainers(ctx context.Context, filters []string) error {
	before := time.Now()
	for _, text := range filters {
		value, ok := strings.CutPrefix(text, "until=")
		if !ok {
			return fmt.Errorf("invalid --filter %s: use until=TIME or a duration", text)
		}
		var err error
		if before, err = moment(value); err != nil {
			return err
		}
	}
	older := func(c build.ContainerInfo) bool { return c.Created.Before(before) }
	return a.eachContainer(ctx, nil, older, func(c *build.Container) error { return c.Remove(ctx) })
}

// moment reads a time of docker's --filter until=: a time, seconds since 1970, or how long ago.
func moment(text string) (time.Time, error) {
	if d, err := time.ParseDuration(text); err == nil {
		return time.Now().Add(-d), nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if at, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return at, nil
		}
	}
	var seconds int64
	if _, err := fmt.Sscanf(text, "%d", &seconds); err == nil && fmt.Sprint(seconds) == text {
		return time.Unix(seconds, 0), nil
	}
	return time.Time{}, fmt.Errorf("invalid time %q: use a duration such as 24h, or a time such as 2026-01-31", text)
}

func (a *app) builderPrune() *cobra.Command {
	f := &pruneFlags{}
	var keep string
	cmd := &cobra.Command{
		Use: "prune [flags]", Short: "Remove build cache", Args: cobra.NoArgs,
		Example: "  cooper builder prune\n  cooper builder prune --filter until=24h --keep-storage 10GB",
		RunE: func(cmd *cobra.Command, _ []string) error {
			opts, err := f.cache()
			if err != nil {
				return err
			}
			if keep != "" {
				if opts.Keep, err = units.FromHumanSize(keep); err != nil {
					return fmt.Errorf("invalid --keep-storage %q: use a size, for example 10GB", keep)
				}
			}
			return a.pruneCache(cmd.Context(), opts)
		},
	}
	f.add(cmd, "accepted for compatibility: cooper has no cache that this would spare",
		"remove only what was not used for this long: until=24h")
	flags := cmd.Flags()
	flags.StringVar(&keep, "keep-storage", "", "amount of cache to keep, for example 10GB")
	flags.StringVar(&keep, "max-used-space", "", "the same as --keep-storage")
	_ = flags.MarkHidden("max-used-space")
	flags.Bool("verbose", false, "accepted for compatibility, without an effect")
	_ = flags.MarkHidden("verbose")
	addBuildKit(flags)
	return cmd
}

// cache reads the filters of a cache.
func (f *pruneFlags) cache() (o build.CachePrune, err error) {
	for _, text := range f.filters {
		value, ok := strings.CutPrefix(text, "until=")
		if !ok {
			return o, fmt.Errorf("invalid --filter %s: use until=24h", text)
		}
		if o.OlderBy, err = time.ParseDuration(value); err != nil {
			return o, fmt.Errorf("invalid --filter %s: use a duration, for example until=24h", text)
		}
	}
	return o, nil
}

func (a *app) systemPrune() *cobra.Command {
	f := &pruneFlags{}
	cmd := &cobra.Command{
		Use: "prune [flags]", Short: "Remove images without a name, and the build cache", Args: cobra.NoArgs,
		Long: "Remove images without a name, and the build cache. Working containers stay, because what was not\n" +
			"committed would be lost: `cooper container prune --force` removes them.",
		Example: "  cooper system prune\n  cooper system prune --all --force",
		RunE: func(cmd *cobra.Command, _ []string) error {
			opts, err := f.cache()
			if err != nil {
				return err
			}
			if err := a.runRemove(cmd.Context(), nil, build.RemoveOptions{Prune: true, All: f.all}); err != nil {
				return err
			}
			return a.pruneCache(cmd.Context(), opts)
		},
	}
	f.add(cmd, "remove all images that no working container uses",
		"remove only cache that was not used for this long: until=24h")
	cmd.Flags().Bool("volumes", false, "accepted for compatibility: cooper has no volumes")
	_ = cmd.Flags().MarkHidden("volumes")
	return cmd
}
