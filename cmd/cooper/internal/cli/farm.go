package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/docker/go-units"
	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

// farmGroup has the commands about builds on clusters.
func (a *app) farmGroup() *cobra.Command {
	return group("farm", "Look after builds on Kubernetes",
		"  cooper farm ls --on kubernetes=builds\n  cooper farm logs --follow BUILD\n  cooper farm doctor",
		nil, a.farmList(), a.farmLogs(), a.farmAttach(), a.farmRemove(), a.farmDoctor(), a.farmTask())
}

// clusterFlags say which cluster is meant.
type clusterFlags struct{ on string }

func (f *clusterFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.on, "on", envOr("COOPER_ON", "kubernetes"),
		"cluster and namespace: kubernetes[=NAMESPACE][,context=NAME][,kubeconfig=FILE]")
}

// options read the flag.
func (f *clusterFlags) options() (o build.KubernetesOptions, repository string, err error) {
	kind, value, options, err := splitOn(f.on)
	if err == nil && !isKubernetes(kind) {
		err = badOn(f.on, "only clusters keep builds")
	}
	if err != nil {
		return o, "", err
	}
	o, err = kubernetesOptions(f.on, value, options)
	return o, options["repository"], err
}

func (f *clusterFlags) open(ctx context.Context) (*build.Cluster, string, error) {
	o, repository, err := f.options()
	if err != nil {
		return nil, "", err
	}
	c, err := build.OpenCluster(ctx, o)
	return c, repository, err
}

// farmRow is a line of farm ls.
type farmRow struct{ ID, Name, Platform, State, Node, Created, Reason string }

func (a *app) farmList() *cobra.Command {
	var f clusterFlags
	var format string
	var quiet bool
	cmd := &cobra.Command{
		Use: "ls [flags]", Aliases: []string{"list", "ps"}, Short: "List builds on a cluster", Args: cobra.NoArgs,
		Example: "  cooper farm ls\n  cooper farm ls --on kubernetes=builds --format json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, _, err := f.open(cmd.Context())
			if err != nil {
				return err
			}
			builds, err := c.Builds(cmd.Context())
			if err != nil {
				return err
			}
			switch {
			case quiet:
				for _, b := range builds {
					fmt.Fprintln(a.text, b.ID)
				}
				return nil
			case format == "json":
				return printList(a.text, format, "", "", builds)
			}
			return printList(a.text, format, "BUILD\tNAME\tPLATFORM\tSTATE\tNODE\tCREATED\tREASON",
				`{{.ID}}\t{{.Name}}\t{{.Platform}}\t{{.State}}\t{{.Node}}\t{{.Created}}\t{{.Reason}}`, farmRows(builds))
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&format, "format", "", formatUsage)
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "print ids only")
	return cmd
}

func farmRows(builds []build.FarmBuild) (rows []farmRow) {
	const most = 60
	for _, b := range builds {
		for _, t := range b.Tasks {
			reason := ui.Harmless(strings.Join(strings.Fields(t.Reason), " "))
			if len([]rune(reason)) > most {
				reason = string([]rune(reason)[:most]) + "…"
			}
			rows = append(rows, farmRow{
				b.ID, ui.Harmless(b.Name), t.Platform, t.State, t.Node,
				units.HumanDuration(time.Since(b.Started)) + " ago", reason,
			})
		}
	}
	return rows
}

func (a *app) farmLogs() *cobra.Command {
	var f clusterFlags
	var p progressFlags
	var follow bool
	cmd := &cobra.Command{
		Use: "logs [flags] BUILD", Short: "Show the progress of a build on a cluster, until it has ended",
		Example: "  cooper farm logs kx3vq0bnlm\n  cooper farm logs --progress json kx3vq0bnlm",
		Args:    oneArg("the id of a build"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := f.open(cmd.Context())
			if err != nil {
				return err
			}
			return a.watchFarm(&p, func(onEvent func(build.Event)) error {
				return c.Follow(cmd.Context(), args[0], onEvent)
			})
		},
	}
	f.add(cmd)
	p.add(cmd.Flags())
	cmd.Flags().BoolVarP(&follow, "follow", "f", true, "accepted for compatibility: logs end with the build")
	_ = cmd.Flags().MarkHidden("follow")
	return cmd
}

// watchFarm shows the progress of something that happens on a cluster.
func (a *app) watchFarm(p *progressFlags, do func(onEvent func(build.Event)) error) error {
	mode := p.progress
	if p.quiet {
		mode = "quiet"
	}
	progress, err := p.openProgress(a, mode)
	if err != nil {
		return err
	}
	a.show(progress)
	err = do(progress.Event)
	closeErr := progress.Close(err == nil)
	if err != nil {
		err, a.told = progress.Failed(err)
	}
	return errors.Join(err, closeErr)
}

func (a *app) farmAttach() *cobra.Command {
	var f clusterFlags
	var p progressFlags
	var access accessFlags
	var sign signFlags
	var metadata, iidfile string
	cmd := &cobra.Command{
		Use: "attach [flags] BUILD", Short: "Follow a build whose cooper has ended, and finish it",
		Long: "Follow a build on a cluster whose cooper has ended, and do what is left: join the images of its " +
			"platforms, and give them their names.\n\nCtrl-C leaves the build running.",
		Example: "  cooper farm attach kx3vq0bnlm\n" +
			"  cooper farm attach --sign-by-sigstore-private-key cooper.key kx3vq0bnlm",
		Args: oneArg("the id of a build"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := f.open(cmd.Context())
			if err != nil {
				return err
			}
			engine, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			req := build.Request{Access: access.value()}
			if req.Transfer.Sign, err = sign.value(a); err != nil {
				return err
			}
			var result build.Result
			err = a.watchFarm(&p, func(onEvent func(build.Event)) (err error) {
				req.OnEvent = onEvent
				result, err = engine.Attach(cmd.Context(), c, args[0], req)
				return err
			})
			if err != nil {
				return err
			}
			out := &buildFlags{outputFlags: outputFlags{iidfile: iidfile, metadata: metadata}}
			return out.writeResult(a, result)
		},
	}
	f.add(cmd)
	p.add(cmd.Flags())
	access.add(cmd.Flags())
	sign.add(cmd.Flags())
	cmd.Flags().StringVar(&iidfile, "iidfile", "", "write the image id to a file")
	cmd.Flags().StringVar(&metadata, "metadata-file", "", "write the metadata of the result to a JSON file")
	return cmd
}

func (a *app) farmRemove() *cobra.Command {
	var f clusterFlags
	var ended bool
	cmd := &cobra.Command{
		Use: "rm [flags] BUILD...", Short: "Remove builds from a cluster; one that runs is canceled",
		Example: "  cooper farm rm kx3vq0bnlm\n  cooper farm rm --ended",
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := f.open(cmd.Context())
			if err != nil {
				return err
			}
			if ended {
				builds, err := c.Builds(cmd.Context())
				if err != nil {
					return err
				}
				for _, b := range builds {
					if s := b.State(); (s == "done" || s == "failed") && !slices.Contains(args, b.ID) {
						args = append(args, b.ID)
					}
				}
			} else if len(args) == 0 {
				return &build.Error{
					Kind: build.KindUsage, Message: "no build is named",
					Hint: "cooper farm ls lists builds; --ended means those that have ended",
				}
			}
			var errs []error
			for _, id := range args {
				if err := c.Remove(cmd.Context(), id); err != nil {
					errs = append(errs, err)
					continue
				}
				fmt.Fprintln(a.text, id)
			}
			return errors.Join(errs...)
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&ended, "ended", false, "remove all builds that have ended")
	return cmd
}

func (a *app) farmDoctor() *cobra.Command {
	var f clusterFlags
	var access accessFlags
	var asJSON bool
	cmd := &cobra.Command{
		Use: "doctor [flags]", Short: "Diagnose what a cluster allows, and print what is missing as YAML",
		Long: "Check the rights, the namespace and the nodes of a cluster. With repository=HOST/NAME in --on, also " +
			"build and push a small image for each architecture.\n\nThe checks go to standard error, and what is " +
			"missing goes to standard output, as objects for kubectl apply.",
		Example: "  cooper farm doctor --on kubernetes=builds,repository=registry.example.com/team/builds\n" +
			"  cooper farm doctor | kubectl apply -f -",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, repository, err := f.open(cmd.Context())
			if err != nil {
				return err
			}
			engine, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			o := build.DoctorOptions{Repository: repository, Access: access.value()}
			d := engine.DiagnoseCluster(cmd.Context(), c, o)
			if asJSON {
				err = printJSON(a.text, d)
			} else {
				a.printDiagnosis(&d)
			}
			if err == nil && !d.Usable {
				return exitCode(1)
			}
			return err
		},
	}
	f.add(cmd)
	access.add(cmd.Flags())
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the output as JSON")
	return cmd
}

func (a *app) printDiagnosis(d *build.FarmDiagnosis) {
	for _, c := range d.Checks {
		mark := "ok  "
		if !c.OK {
			mark = "no  "
		}
		fmt.Fprintf(a.err, "%s %-24s %s\n", mark, c.Name, ui.Harmless(c.Detail))
		if c.Hint != "" {
			fmt.Fprintf(a.err, "     %-24s hint: %s\n", "", ui.Harmless(c.Hint))
		}
	}
	fmt.Fprint(a.text, d.Missing)
}

// farmTask is the command that other coopers start.
func (a *app) farmTask() *cobra.Command {
	var file, last string
	cmd := &cobra.Command{
		Use: "task", Hidden: true, Short: "Do a task of a build on another machine, which the cooper there sends",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			streams := build.TaskStreams{In: a.in, Out: a.out, Last: last, UntilEOF: file == ""}
			if file != "" {
				f, err := os.Open(file)
				if err != nil {
					return err
				}
				defer f.Close()
				streams.In = bufio.NewReader(f)
			}
			err := build.DoTask(cmd.Context(), a.config, streams)
			a.told = err != nil // the other side tells it
			return err
		},
	}
	cmd.Flags().StringVar(&file, "task", "", "read the task from a file instead of standard input")
	cmd.Flags().StringVar(&last, "report", "", "write the report to a file that exists")
	return cmd
}
