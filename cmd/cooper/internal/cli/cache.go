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

func (a *app) cacheCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "cache",
		Short:   "Manage the build cache",
		Example: "  cooper cache ls\n  cooper cache prune --older-than 240h",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.cacheListCommand(), a.cacheUsageCommand(), a.cachePruneCommand(),
		a.cacheMoveCommand("export", "Send the content of a cache mount to a registry or a directory"),
		a.cacheMoveCommand("import", "Add what was exported to a cache mount"))
	return cmd
}

func (a *app) cacheItems(ctx context.Context) ([]build.CacheItem, error) {
	engine, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	return engine.CacheItems(ctx)
}

func (a *app) cacheListCommand() *cobra.Command {
	var asJSON bool
	var format string
	cmd := &cobra.Command{
		Use: "ls", Aliases: []string{"list"},
		Short:   "List the content of the build cache",
		Args:    cobra.NoArgs,
		Example: "  cooper cache ls\n  cooper cache ls --json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			items, err := a.cacheItems(cmd.Context())
			if err != nil {
				return err
			}
			if asJSON {
				return a.printJSON(items)
			}
			return a.printItems(items, format)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the output as JSON")
	cmd.Flags().StringVar(&format, "format", "", formatUsage)
	return cmd
}

// cacheRow is one line of cache ls. Its fields are those of templates.
type cacheRow struct {
	Kind, ID, LastUsed, Size, Note string
	InUse                          bool
}

func (a *app) printItems(items []build.CacheItem, format string) error {
	rows := make([]cacheRow, len(items))
	for i, item := range items {
		rows[i] = cacheRow{
			Kind: item.Kind, ID: item.ID, LastUsed: units.HumanDuration(time.Since(item.LastUsed)) + " ago",
			Size: units.HumanSize(float64(item.Size)), InUse: item.InUse,
		}
		if item.Kind == "layers" || item.Kind == "image" {
			rows[i].ID = item.ID[:12]
		}
		if item.InUse {
			rows[i].Note = "in use"
		}
	}
	return printList(a.text, format, "KIND\tID\tLAST USED\tSIZE\t",
		`{{.Kind}}\t{{.ID}}\t{{.LastUsed}}\t{{.Size}}\t{{.Note}}`, rows)
}

func (a *app) cacheUsageCommand() *cobra.Command {
	var format string
	var verbose bool
	cmd := &cobra.Command{
		Use: "du [flags]", Short: "Show the disk usage of the build cache", Args: cobra.NoArgs,
		Example: "  cooper cache du\n  cooper cache du && cooper cache prune",
		RunE: func(cmd *cobra.Command, _ []string) error {
			items, err := a.cacheItems(cmd.Context())
			if err != nil {
				return err
			}
			if verbose {
				return a.printItems(items, format)
			}
			return a.printUsage(items, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "", formatUsage)
	cmd.Flags().BoolVar(&verbose, "verbose", false, "list the content too, as cooper cache ls does")
	addBuildKit(cmd.Flags())
	return cmd
}

// cacheUsageRow is one line of cache du.
type cacheUsageRow struct{ Kind, Count, Size string }

func (a *app) printUsage(items []build.CacheItem, format string) error {
	sizes, counts := map[string]int64{}, map[string]int{}
	for _, item := range items {
		sizes[item.Kind] += item.Size
		counts[item.Kind]++
	}
	var rows []cacheUsageRow
	for _, kind := range []string{"layers", "image", "records", "mount", "fetched"} {
		rows = append(rows, cacheUsageRow{kind, fmt.Sprint(counts[kind]), units.HumanSize(float64(sizes[kind]))})
	}
	return printList(a.text, format, "KIND\tCOUNT\tSIZE", `{{.Kind}}\t{{.Count}}\t{{.Size}}`, rows)
}

func (a *app) cachePruneCommand() *cobra.Command {
	var opts build.CachePrune
	var keep string
	cmd := &cobra.Command{
		Use: "prune", Short: "Remove build cache, the least recently used first", Args: cobra.NoArgs,
		Example: "  cooper cache prune --older-than 168h\n  cooper cache prune --keep-storage 10GB",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if keep != "" {
				var err error
				if opts.Keep, err = units.FromHumanSize(keep); err != nil || opts.Keep <= 0 {
					return fmt.Errorf("invalid --keep-storage %q: use a size, for example 10GB", keep)
				}
			}
			return a.pruneCache(cmd.Context(), opts)
		},
	}
	cmd.Flags().StringVar(&opts.Kind, "kind", "", "remove one kind only: layers, image, records, mount or fetched")
	cmd.Flags().DurationVar(&opts.OlderBy, "older-than", 0, "remove what was not used for this long, for example 24h")
	cmd.Flags().StringVar(&keep, "keep-storage", "", "amount of cache to keep, for example 10GB")
	return cmd
}

func (a *app) pruneCache(ctx context.Context, opts build.CachePrune) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	removed, err := engine.PruneCache(ctx, opts)
	if err != nil {
		return err
	}
	var total int64
	for _, item := range removed {
		total += item.Size
	}
	_, err = fmt.Fprintf(a.text, "removed %d, freed %s\n", len(removed), units.HumanSize(float64(total)))
	return err
}

func (a *app) cacheMoveCommand(verb, short string) *cobra.Command {
	var access accessFlags
	var mount string
	cmd := &cobra.Command{
		Use: verb + " --mount id=ID type=registry,ref=NAME", Short: short,
		Args: oneArg("one cache, type=registry,ref=NAME or type=local,dest=DIR"),
		Example: "  cooper cache " + verb + " --mount id=go-build type=registry,ref=registry.example.com/cache/go\n" +
			"  cooper cache " + verb + " --mount id=/root/.cache type=local,dest=cache",
		RunE: func(cmd *cobra.Command, args []string) error {
			if mount == "" {
				return errors.New("--mount id=ID is required: it names the cache mount")
			}
			place, err := parseCache(args[0])
			if err != nil {
				return err
			}
			engine, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			move := engine.ExportCacheMount
			if verb == "import" {
				move = engine.ImportCacheMount
			}
			moved, err := move(cmd.Context(), build.CacheTransfer{
				Mount:  strings.TrimPrefix(mount, "id="),
				Cache:  place,
				Access: access.value(),
			})
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(
				a.text,
				"moved %s of %s\n",
				units.HumanSize(float64(moved.Bytes)),
				units.HumanSize(float64(moved.Total)),
			)
			return err
		},
	}
	cmd.Flags().StringVar(&mount, "mount", "",
		"id of the cache mount, as `cooper cache ls` prints it: the id of RUN --mount=type=cache, "+
			"or its target, with from, source, uid, gid and mode")
	access.add(cmd.Flags())
	return cmd
}
