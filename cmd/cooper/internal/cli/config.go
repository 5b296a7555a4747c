package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/mattn/go-shellwords"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

type configFlags struct {
	changes build.ConfigChanges
	flags   *pflag.FlagSet

	cmd, entrypoint, shell                        string
	healthcheck                                   string
	interval, timeout, startPeriod, startInterval time.Duration
	retries                                       int
	unsetLabels, unsetAnnotations                 []string
	texts                                         map[string]*string
}

func (a *app) configCommand() *cobra.Command {
	f := &configFlags{texts: map[string]*string{}}
	cmd := &cobra.Command{
		Use:   "config [flags] CONTAINER",
		Short: "Update the image configuration of a working container",
		Long: "Update the image configuration of a working container.\n" +
			"For flags that add to a list, the value - clears the list and NAME- removes one item.",
		Example: configExamples,
		Args:    oneArg("one container"),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.runConfig(cmd.Context(), f, args[0]) },
	}
	f.flags = cmd.Flags()
	f.add()
	return cmd
}

func (f *configFlags) add() {
	flags, c := f.flags, &f.changes
	text := func(name, short, usage string) {
		f.texts[name] = new(string)
		flags.StringVarP(f.texts[name], name, short, "", usage)
	}
	text("author", "", "set the author of the image")
	text("arch", "", "set the architecture")
	text("os", "", "set the operating system")
	text("os-version", "", "set the version of the operating system")
	text("variant", "", "set the variant of the architecture")
	text("user", "u", "set the default user and group")
	text("workingdir", "", "set the default working directory")
	text("stop-signal", "", "set the signal that stops a container")
	text("hostname", "", "set the hostname (format docker only)")
	text("domainname", "", "set the domain name (format docker only)")
	text("comment", "", "set the comment of the image (format docker only)")
	text("created-by", "", "set the description of the step in the image history")
	text("history-comment", "", "set the comment of the step in the image history")
	flags.StringVar(&f.cmd, "cmd", "", "set the default command, in words or as a JSON array")
	flags.StringVar(&f.entrypoint, "entrypoint", "", "set the entrypoint, as a JSON array, or in words for a shell")
	flags.StringVar(&f.shell, "shell", "", "set the shell of RUN, CMD and ENTRYPOINT, in words")
	flags.StringArrayVarP(&c.Env, "env", "e", nil,
		"set a variable, NAME=value; $NAME in the value is expanded; "+
			"NAME alone takes the value from the environment, or removes the variable")
	flags.StringArrayVarP(&c.Labels, "label", "l", nil, "set a label, name=value")
	flags.StringArrayVarP(&c.Annotations, "annotation", "a", nil, "set an annotation, name=value")
	flags.StringSliceVarP(&c.Ports, "port", "p", nil, "expose a port, number or number/protocol")
	flags.StringArrayVarP(&c.Volumes, "volume", "v", nil, "add a volume")
	flags.StringArrayVar(&c.OnBuild, "onbuild", nil, "add an ONBUILD trigger")
	flags.StringArrayVar(&c.Platform.OSFeatures, "os-feature", nil,
		"add a feature that the image requires from the operating system")
	flags.StringArrayVar(&f.unsetLabels, "unsetlabel", nil, "remove a label")
	flags.StringArrayVar(&f.unsetAnnotations, "unsetannotation", nil, "remove an annotation")
	flags.StringVar(&f.healthcheck, "healthcheck", "", "set the health check: NONE, or CMD and a command")
	flags.DurationVar(&f.interval, "healthcheck-interval", 0, "interval between checks")
	flags.DurationVar(&f.timeout, "healthcheck-timeout", 0, "timeout of a check")
	flags.DurationVar(&f.startPeriod, "healthcheck-start-period", 0, "start period, during which failures do not count")
	flags.DurationVar(&f.startInterval, "healthcheck-start-interval", 0,
		"interval between checks during the start period")
	flags.IntVar(&f.retries, "healthcheck-retries", 0,
		"number of consecutive failures that make the container unhealthy")
	flags.BoolVar(&c.History.Add, "add-history", envBool("BUILDAH_HISTORY", false), "add an entry to the image history")
}

func (a *app) runConfig(ctx context.Context, f *configFlags, name string) error {
	if err := f.complete(); err != nil {
		return err
	}
	return a.onContainer(ctx, name, func(c *build.Container) error {
		warnings, err := c.Configure(ctx, f.changes)
		for _, w := range warnings {
			fmt.Fprintln(a.err, "warning:", w)
		}
		return err
	})
}

// complete turns flags into changes.
func (f *configFlags) complete() (err error) {
	c := &f.changes
	for name, field := range map[string]**string{
		"author": &c.History.Author, "arch": &c.Platform.Arch, "os": &c.Platform.OS,
		"os-version": &c.Platform.OSVersion, "variant": &c.Platform.Variant,
		"user": &c.Process.User, "workingdir": &c.Process.WorkingDir, "stop-signal": &c.Process.StopSignal,
		"hostname":   &c.Process.Hostname,
		"domainname": &c.Process.Domainname, "comment": &c.History.Comment, "created-by": &c.History.CreatedBy,
		"history-comment": &c.History.EntryComment,
	} {
		if f.flags.Changed(name) {
			*field = f.texts[name]
		}
	}
	if c.Process.Entrypoint, err = f.words("entrypoint", f.entrypoint, true); err != nil {
		return err
	}
	if c.Process.Cmd, err = f.words("cmd", f.cmd, false); err != nil {
		return err
	}
	if c.Process.Shell, err = f.words("shell", f.shell, false); err != nil {
		return err
	}
	c.Env, c.Labels = bareUnset(environmentOr(c.Env)), bareEmpty(c.Labels)
	c.Annotations = bareEmpty(c.Annotations)
	c.Labels = append(c.Labels, withDash(f.unsetLabels)...)
	c.Annotations = append(c.Annotations, withDash(f.unsetAnnotations)...)
	return f.completeHealthcheck()
}

// bareUnset has a name without a value removed, as buildah does.
func bareUnset(list []string) []string {
	for i, e := range list {
		if !strings.Contains(e, "=") && !strings.HasSuffix(e, "-") {
			list[i] = e + "-"
		}
	}
	return list
}

// bareEmpty gives names without a value the empty one, as buildah does.
func bareEmpty(list []string) []string {
	for i, e := range list {
		if !strings.Contains(e, "=") && !strings.HasSuffix(e, "-") {
			list[i] = e + "="
		}
	}
	return list
}

// environmentOr gives names without a value that of this process's environment.
func environmentOr(list []string) []string {
	for i, e := range list {
		if name, value, given := lookupPair(e); given {
			list[i] = name + "=" + value
		}
	}
	return list
}

func withDash(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, n+"-")
	}
	return out
}

// words reads a command: a JSON array, or words that a shell gets or that are
// split as a shell splits them.
func (f *configFlags) words(flag, text string, shell bool) (*[]string, error) {
	if !f.flags.Changed(flag) {
		return nil, nil
	}
	out := []string{}
	switch {
	case strings.TrimSpace(text) == "":
	case json.Unmarshal([]byte(text), &out) == nil:
	case shell:
		out = []string{"/bin/sh", "-c", text}
	default:
		var err error
		if out, err = shellwords.Parse(text); err != nil {
			return nil, fmt.Errorf("--%s %q: %w", flag, text, err)
		}
	}
	return &out, nil
}

func (f *configFlags) completeHealthcheck() error {
	h := build.Healthcheck{
		Interval:      f.interval,
		Timeout:       f.timeout,
		StartPeriod:   f.startPeriod,
		StartInterval: f.startInterval,
	}
	given := false
	for _, name := range []string{
		"healthcheck", "healthcheck-interval", "healthcheck-timeout", "healthcheck-start-period",
		"healthcheck-start-interval", "healthcheck-retries",
	} {
		given = given || f.flags.Changed(name)
	}
	if !given {
		return nil
	}
	if f.flags.Changed("healthcheck-retries") {
		h.Retries = &f.retries
	}
	if f.flags.Changed("healthcheck") {
		words, err := shellwords.Parse(f.healthcheck)
		if err != nil {
			return fmt.Errorf("--healthcheck %q: %w", f.healthcheck, err)
		}
		if len(words) == 0 || words[0] != "NONE" && words[0] != "CMD" && words[0] != "CMD-SHELL" {
			return fmt.Errorf("invalid --healthcheck %q: start with NONE, CMD or CMD-SHELL", f.healthcheck)
		}
		if h.Test = words; words[0] == "CMD-SHELL" {
			h.Test = []string{
				"CMD-SHELL", strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(f.healthcheck), "CMD-SHELL")),
			}
		}
	}
	f.changes.Healthcheck = &h
	return nil
}
