package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

func (a *app) mountCommand() *cobra.Command {
	var asJSON, noTrunc bool
	cmd := &cobra.Command{
		Use:   "mount [flags] [CONTAINER...]",
		Short: "Mount the root filesystem of working containers",
		Long: "Mount the root filesystems of working containers and print the mount points.\n" +
			"An ordinary user runs it inside `cooper unshare`. Without a container it lists what is mounted.",
		Example: "  cooper unshare sh -c 'cp app \"$(cooper mount work)\"/usr/bin/'\n  cooper mount",
		RunE: func(cmd *cobra.Command, args []string) error {
			a.config.ShareMounts = len(args) != 0
			return a.runMount(cmd.Context(), args, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the output as JSON")
	cmd.Flags().BoolVar(&noTrunc, "notruncate", false, "accepted for compatibility: names are never truncated")
	return cmd
}

// mountJSON is a mounted container as `mount --json` prints it.
type mountJSON struct {
	Container  string `json:"container"`
	MountPoint string `json:"mountPoint"`
}

func (a *app) runMount(ctx context.Context, names []string, asJSON bool) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	list := []mountJSON{}
	if len(names) == 0 {
		all, err := engine.Containers(ctx)
		if err != nil {
			return err
		}
		for _, c := range all {
			if c.MountedAt != "" {
				list = append(list, mountJSON{c.Name, c.MountedAt})
			}
		}
	}
	for _, name := range names {
		c, err := engine.Container(ctx, name)
		if err != nil {
			return err
		}
		dir, err := c.Mount(ctx)
		if err != nil {
			return err
		}
		list = append(list, mountJSON{name, dir})
	}
	if asJSON {
		return printJSON(a.text, list)
	}
	for _, m := range list {
		if len(names) == 1 {
			fmt.Fprintln(a.text, m.MountPoint)
		} else {
			fmt.Fprintln(a.text, m.Container, m.MountPoint)
		}
	}
	return nil
}

func (a *app) umountCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "umount [flags] CONTAINER [CONTAINER...]",
		Aliases: []string{"unmount"},
		Short:   "Unmount the root filesystem of working containers",
		Example: "  cooper umount work\n  cooper umount --all",
		RunE: func(cmd *cobra.Command, args []string) error {
			if all == (len(args) != 0) {
				return errors.New("cooper umount needs a container or --all")
			}
			a.config.ShareMounts = true
			return a.runUmount(cmd.Context(), args, all)
		},
	}
	cmd.Flags().BoolVarP(&all, "all", "a", false, "unmount all containers")
	return cmd
}

func (a *app) runUmount(ctx context.Context, names []string, all bool) error {
	mounted := func(c build.ContainerInfo) bool { return all && c.MountedAt != "" }
	return a.eachContainer(ctx, names, mounted, func(c *build.Container) error {
		if i, err := c.Inspect(ctx); err != nil || i.MountedAt == "" {
			return cmp.Or(err, errNothingToDo)
		}
		return c.Unmount(ctx)
	})
}
