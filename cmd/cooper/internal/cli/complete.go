package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// completion gives words that begin as the last one does.
type completion = func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective)

// noFiles and noSpace are what a shell does besides.
const (
	noFiles = cobra.ShellCompDirectiveNoFileComp
	noSpace = cobra.ShellCompDirectiveNoSpace
)

// addCompletions has shells complete arguments and values of flags.
func (a *app) addCompletions(root *cobra.Command) {
	for _, c := range a.completedArgs() {
		for path := range strings.SplitSeq(c.commands, ", ") {
			if cmd, rest, err := root.Find(strings.Fields(path)); err == nil && len(rest) == 0 {
				cmd.ValidArgsFunction = c.complete
			}
		}
	}
	a.completeFlags(root)
}

// argCompletion completes the arguments of commands.
type argCompletion struct {
	complete completion
	commands string // with commas between them
}

func (a *app) completedArgs() []argCompletion {
	images, containers := a.completeImages, firstArg(a.completeContainers)
	return []argCompletion{
		{images, "images, tag, history, save, rmi, rebase, image ls, image rm, image history, image save"},
		{images, "image inspect, image exists, image tag, manifest inspect, manifest push, manifest rm"},
		{images, "manifest exists, manifest create, manifest add, manifest remove, manifest annotate"},
		{thenTransports(images), "push, image push, rebuild"},
		{transports, "pull, image pull, verify"},
		{orTransports(images), "from"},
		{a.completeAll, "inspect, diff, container diff"},
		{containers, "run, exec, commit, config, export, add, copy, rename, container rename, container run"},
		{containers, "container exec, container commit, container export"},
		{a.completeContainers, "rm, mount, umount, container rm, container inspect, container mount, container umount"},
		{a.completeCp, "cp, container cp"},
		{nothing, "version, info, doctor, options, containers, login, logout, prune, container ls, system df"},
		{nothing, "system prune, image prune, container prune, builder prune, cache ls, cache du, cache prune"},
	}
}

// completeFlags registers the completion of flags with all commands that have them.
func (a *app) completeFlags(root *cobra.Command) {
	values := a.flagValues()
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, c := range cmd.Commands() {
			walk(c)
		}
		flags := cmd.LocalNonPersistentFlags()
		if cmd == root {
			flags = root.PersistentFlags()
		}
		flags.VisitAll(func(f *pflag.Flag) {
			complete := values[cmd.Name()+" "+f.Name]
			if complete == nil {
				complete = values[f.Name]
			}
			if complete != nil {
				_ = cmd.RegisterFlagCompletionFunc(f.Name, complete)
			}
		})
	}
	walk(root)
}

func nothing(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, noFiles
}

// firstArg completes the first argument only. Files are others.
func firstArg(complete completion) completion {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		if len(args) != 0 {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return complete(cmd, args, word)
	}
}

// transportNames are the beginnings of names that say where an image is.
var transportNames = []string{
	"docker://\timage in a registry", "oci:\tdirectory with an OCI layout", "oci-archive:\tarchive of an OCI layout",
	"docker-archive:\tarchive as docker save writes it", "dir:\tdirectory of blobs",
	"containers-storage:\timage of a store",
}

// transports completes the beginning of a name, and the path after it.
func transports(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) != 0 {
		return nil, noFiles
	}
	return completeTransport(word)
}

func completeTransport(word string) ([]string, cobra.ShellCompDirective) {
	if strings.Contains(word, ":") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return beginning(transportNames, word), noFiles | noSpace
}

// orTransports completes an image of the store, or a transport if none begins so.
func orTransports(images completion) completion {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		if len(args) != 0 {
			return nil, noFiles
		}
		out, directive := images(cmd, args, word)
		if more, extra := completeTransport(word); len(out) == 0 {
			return more, extra
		}
		return out, directive
	}
}

// thenTransports completes an image, and where it goes.
func thenTransports(images completion) completion {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		switch len(args) {
		case 0:
			return images(cmd, args, word)
		case 1:
			return completeTransport(word)
		}
		return nil, noFiles
	}
}

func (a *app) completeImages(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	engine, err := a.open(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	images, err := engine.Images(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, img := range images {
		for _, n := range img.Names {
			out = append(out, n, strings.TrimPrefix(n, "localhost/"))
		}
	}
	return beginning(out, word), noFiles
}

func (a *app) completeContainers(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	engine, err := a.open(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	list, err := engine.Containers(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, c := range list {
		if c.Own {
			out = append(out, c.Name)
		}
	}
	return beginning(out, word), noFiles
}

func (a *app) completeAll(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	containers, _ := a.completeContainers(cmd, args, word)
	images, directive := a.completeImages(cmd, args, word)
	return append(containers, images...), directive
}

// completeCp completes CONTAINER: and files of the host, or files of a container.
func (a *app) completeCp(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, noFiles
	}
	if _, _, inside := containerPath(word); inside {
		return nil, noFiles | noSpace
	}
	names, _ := a.completeContainers(cmd, args, word)
	for i, name := range names {
		names[i] = name + ":"
	}
	if len(names) != 0 {
		return names, noFiles | noSpace
	}
	return nil, cobra.ShellCompDirectiveDefault
}

// outline is what the Containerfile takes that would be built.
func outline(cmd *cobra.Command, args []string) (build.Outline, error) {
	r, err := describedRequest(cmd, args)
	if err != nil {
		return build.Outline{}, err
	}
	return build.Describe(r)
}
