package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/docker/go-units"
	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

type imagesFlags struct {
	all, digests, json, noHeading, noTrunc, quiet, history bool
	format                                                 string
	filters                                                []string
}

func (a *app) imagesCommand() *cobra.Command {
	f := &imagesFlags{}
	cmd := &cobra.Command{
		Use:     "images [flags] [IMAGE]",
		Short:   "List images",
		Long:    imagesDescription,
		Example: imagesExamples,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.quiet && f.format != "" {
				return errors.New("--quiet and --format exclude each other")
			}
			return a.runImages(cmd.Context(), f, strings.Join(args, ""))
		},
	}
	flags := cmd.Flags()
	flags.BoolVarP(&f.all, "all", "a", false, "also list images that hold cached layers")
	flags.BoolVar(&f.digests, "digests", false, "display digests")
	flags.StringArrayVarP(&f.filters, "filter", "f", nil,
		"filter the output: dangling=, intermediate= or readonly=true|false, reference=PATTERN, "+
			"label=KEY[=VALUE], before=IMAGE, since=IMAGE, until=TIME, id=PREFIX")
	flags.BoolVar(&f.history, "history", false, "display the previous names of images")
	flags.BoolVar(&f.json, "json", false, "print the output as JSON")
	flags.BoolVarP(&f.noHeading, "noheading", "n", false, "do not print column headings")
	flags.BoolVar(&f.noTrunc, "no-trunc", false, "do not truncate ids")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print ids only")
	flags.StringVar(&f.format, "format", "", formatUsage)
	flags.Bool("tree", false, "accepted for compatibility, without an effect")
	_ = flags.MarkHidden("tree")
	return cmd
}

// imageRow is one line of the list; its fields are those of templates.
type imageRow struct {
	ID, Name, Tag, Digest     string
	Created                   int64 // seconds since 1970
	CreatedAt, CreatedSince   string
	CreatedAtRaw, CreatedTime time.Time
	Size, History             string
	ReadOnly, Dangling, Cache bool
}

// imageJSON is an image as `images --json` prints it.
type imageJSON struct {
	ID           string    `json:"id"`
	Names        []string  `json:"names"`
	Digest       string    `json:"digest"`
	CreatedAt    string    `json:"createdat"`
	Size         string    `json:"size"`
	Created      int64     `json:"created"`
	CreatedAtRaw time.Time `json:"createdatraw"`
	ReadOnly     bool      `json:"readonly"`
	History      []string  `json:"history"`
}

func (a *app) runImages(ctx context.Context, f *imagesFlags, filter string) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	images, err := engine.Images(ctx)
	if err != nil {
		return err
	}
	images = selectImages(images, f.all, filter)
	if images, err = a.filterImages(ctx, engine, images, f.filters); err != nil {
		return err
	}
	if filter != "" && len(images) == 0 && len(f.filters) == 0 {
		return fmt.Errorf("no image in the store has the name %s", filter)
	}
	if f.json {
		return f.printJSON(a.text, images)
	}
	return f.print(a.text, imageRows(images, f.noTrunc))
}

func selectImages(images []build.Image, all bool, filter string) []build.Image {
	var out []build.Image
	for _, img := range images {
		if img.Intermediate && len(img.Names) == 0 && !all {
			continue
		}
		if filter == "" || matchesName(img, filter) {
			out = append(out, img)
		}
	}
	return out
}

func matchesName(img build.Image, filter string) bool {
	if strings.HasPrefix(img.ID, filter) {
		return true
	}
	for _, n := range img.Names {
		repo, tag := splitName(n)
		for _, candidate := range []string{n, repo, repo + ":" + tag} {
			if candidate == filter || strings.HasSuffix(candidate, "/"+filter) {
				return true
			}
		}
	}
	return false
}

// splitName separates the tag from a full name. One with a digest has none.
func splitName(name string) (repo, tag string) {
	if repo, _, ok := strings.Cut(name, "@"); ok {
		return repo, "<none>"
	}
	if at := strings.LastIndex(name, ":"); at > strings.LastIndex(name, "/") {
		return name[:at], name[at+1:]
	}
	return name, "<none>"
}

func imageRows(images []build.Image, whole bool) []imageRow {
	var rows []imageRow
	for _, img := range images {
		names := img.Names
		if len(names) == 0 {
			names = []string{"<none>:<none>"}
		}
		for _, n := range names {
			row := imageRow{
				ID: shownID(img.ID, whole), Digest: img.Digest, CreatedTime: img.Created,
				Created: img.Created.Unix(), CreatedAtRaw: img.Created, CreatedAt: ago(img.Created),
				CreatedSince: ago(img.Created), Size: sizeText(img.Size), Dangling: len(img.Names) == 0,
				Cache: img.Intermediate, History: formerNames(img.History, n),
			}
			row.Name, row.Tag = splitName(n)
			rows = append(rows, row)
		}
	}
	return rows
}

// formerNames are the names in the history of an image but for the one that it has.
func formerNames(history []string, name string) string {
	if len(history) != 0 && history[0] == name {
		history = history[1:]
	}
	if len(history) == 0 {
		return "<none>"
	}
	return strings.Join(history, ", ")
}

func ago(at time.Time) string { return units.HumanDuration(time.Since(at)) + " ago" }

// sizeText is a number of bytes with a unit, for example 10.5 MB.
func sizeText(n int64) string {
	return units.CustomSize("%.3g %s", float64(n), 1000, []string{"B", "KB", "MB", "GB", "TB", "PB"})
}

func (f *imagesFlags) print(out io.Writer, rows []imageRow) error {
	if f.quiet {
		seen := map[string]bool{}
		for _, r := range rows {
			if !seen[r.ID] {
				fmt.Fprintln(out, r.ID)
			}
			seen[r.ID] = true
		}
		return nil
	}
	heading := "REPOSITORY\tTAG\tIMAGE ID\tCREATED\tSIZE"
	cells := "{{.Name}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}"
	if f.digests {
		heading = strings.Replace(heading, "TAG\t", "TAG\tDIGEST\t", 1)
		cells = strings.Replace(cells, "{{.Tag}}\t", "{{.Tag}}\t{{.Digest}}\t", 1)
	}
	if f.history {
		heading, cells = heading+"\tHISTORY", cells+"\t{{.History}}"
	}
	if f.noHeading {
		heading = ""
	}
	return printList(out, f.format, heading, cells, rows)
}

func (f *imagesFlags) printJSON(out io.Writer, images []build.Image) error {
	list := []imageJSON{}
	for _, img := range images {
		row := imageJSON{
			ID: shownID(img.ID, f.noTrunc), Names: img.Names, Digest: img.Digest,
			CreatedAt: ago(img.Created), Size: sizeText(img.Size), Created: img.Created.Unix(),
			CreatedAtRaw: img.Created,
		}
		if f.history {
			row.History = img.History
		}
		list = append(list, row)
	}
	return printJSON(out, list)
}

// shownID is the beginning of an id, or the whole as buildah writes it.
func shownID(id string, whole bool) string {
	if whole {
		return "sha256:" + id
	}
	return id[:min(12, len(id))]
}

func (a *app) tagCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "tag IMAGE NAME [NAME...]",
		Short:   "Tag an image",
		Example: "  cooper tag app registry.example.com/team/app:1\n  cooper tag 1a2b3c app:old",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			engine, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			return engine.Tag(cmd.Context(), args[0], args[1:]...)
		},
	}
}

func (a *app) rmiCommand() *cobra.Command {
	var o build.RemoveOptions
	cmd := &cobra.Command{
		Use:     "rmi [flags] IMAGE [IMAGE...]",
		Short:   "Remove images",
		Long:    rmiDescription,
		Example: "  cooper rmi app:old\n  cooper rmi --prune",
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.All && len(args) != 0:
				return errors.New("with --all, cooper rmi takes no image names or ids")
			case o.Prune && len(args) != 0:
				return errors.New("with --prune, cooper rmi takes no image names or ids")
			case o.All && o.Prune:
				return errors.New("--all and --prune exclude each other")
			case !o.All && !o.Prune && len(args) == 0:
				return errors.New("cooper rmi needs an image, --all or --prune")
			}
			return a.runRemove(cmd.Context(), args, o)
		},
	}
	cmd.Flags().BoolVarP(&o.All, "all", "a", false, "remove all images")
	cmd.Flags().BoolVarP(&o.Prune, "prune", "p", false, "remove all images without a name")
	cmd.Flags().BoolVarP(&o.Force, "force", "f", false,
		"also remove images with several names, and the working containers of an image")
	cmd.Flags().Bool("no-prune", false, "accepted for compatibility: images have no parents")
	_ = cmd.Flags().MarkHidden("no-prune")
	return cmd
}

func (a *app) pruneCommand() *cobra.Command {
	var all, force bool
	cmd := &cobra.Command{
		Use:     "prune [flags]",
		Short:   "Remove unused images and cached layers",
		Example: "  cooper prune\n  cooper prune --all",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.runRemove(cmd.Context(), nil, build.RemoveOptions{Prune: true, All: all, Force: force})
		},
	}
	cmd.Flags().BoolVarP(&all, "all", "a", false, "remove all images")
	cmd.Flags().BoolVarP(&force, "force", "f", false, "also remove the working containers of images")
	return cmd
}

func (a *app) runRemove(ctx context.Context, images []string, o build.RemoveOptions) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	if len(images) == 0 {
		return a.removeOnce(ctx, engine, nil, o)
	}
	var errs []error
	for _, image := range images { // what was removed is printed, also if another fails
		errs = append(errs, a.removeOnce(ctx, engine, []string{image}, o))
	}
	return errors.Join(errs...)
}

func (a *app) removeOnce(ctx context.Context, engine *build.Engine, images []string, o build.RemoveOptions) error {
	removed, err := engine.Remove(ctx, images, o)
	for _, n := range removed.Untagged {
		fmt.Fprintln(a.text, "untagged:", n)
	}
	for _, id := range removed.Deleted {
		fmt.Fprintln(a.text, id)
	}
	return err
}
