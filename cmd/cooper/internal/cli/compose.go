package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
)

// composeNames are the usual names of Compose files, the most usual first.
var composeNames = []string{"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"}

// composeOptions are the flags of docker compose for all of its commands.
type composeOptions struct {
	files, profiles, envFiles []string
	project, dir              string
}

// composeGroup has the command of docker compose that builds.
func (a *app) composeGroup() *cobra.Command {
	o := &composeOptions{}
	g := group("compose", "Build the services of a Compose file",
		"  cooper compose build\n  cooper compose -f app.yaml build web", nil,
		append(elsewhereCompose(), a.composeBuild(o))...)
	flags := g.PersistentFlags()
	flags.StringArrayVarP(&o.files, "file", "f", nil,
		"path of a Compose file; may be repeated; - reads it from standard input (default: compose.yaml and others)")
	flags.StringVarP(&o.project, "project-name", "p", "", "name of the project (default: of the file or its directory)")
	flags.StringVar(&o.dir, "project-directory", "", "directory of the project (default: that of the first file)")
	flags.StringArrayVar(&o.profiles, "profile", nil, "build the services of a profile too")
	flags.StringArrayVar(&o.envFiles, "env-file", nil, "read variables from a file instead of .env")
	return g
}

// elsewhereCompose are the commands of docker compose for services that run.
func elsewhereCompose() (out []*cobra.Command) {
	for _, name := range strings.Fields("up down start stop restart run exec logs ps rm kill pull push config create") {
		out = append(out, &cobra.Command{
			Use: name, Hidden: true, DisableFlagParsing: true,
			RunE: func(cmd *cobra.Command, _ []string) error {
				return &build.Error{
					Kind:    build.KindUsage,
					Message: cmd.CommandPath() + ": cooper builds services and does not run them",
					Hint:    "podman compose " + name + " does; cooper compose build builds",
				}
			},
		})
	}
	return out
}

// composeFlags are the flags of `cooper compose build`.
type composeFlags struct {
	multiFlags
	options       *composeOptions
	args, ssh     []string
	noCache, pull bool
	memory        string
	provenance    string
	sbom          string
}

func (a *app) composeBuild(o *composeOptions) *cobra.Command {
	f := &composeFlags{options: o}
	cmd := &cobra.Command{
		Use:   "build [flags] [SERVICE...]",
		Short: "Build the images of services",
		Long: "Build the images of services that have a build section, side by side. Without names, all of them are " +
			"built. An image without a name gets that of the project and the service.\n\n" +
			"cooper compose --help lists the flags for files and the project, which can be given here too.",
		Example: "  cooper compose build\n  cooper compose build --push web",
		RunE:    func(cmd *cobra.Command, args []string) error { return f.runCompose(a, cmd, args) },
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&f.args, "build-arg", nil,
		"set a build argument of all services, name=value; name alone takes the value from the environment")
	flags.StringArrayVar(&f.ssh, "ssh", nil, "expose an ssh agent to all services: default, ID=SOCKET or ID=KEY[,KEY]")
	flags.BoolVar(&f.noCache, "no-cache", false, "do not use the cache")
	flags.BoolVar(&f.pull, "pull", false, "always pull base images")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not show progress")
	flags.StringVarP(&f.memory, "memory", "m", "", "memory limit, for example 512m; limits need a delegated cgroup")
	flags.StringVar(&f.sbom, "sbom", "", "attach a bill of materials")
	flags.StringVar(&f.provenance, "provenance", "", "attach provenance")
	flags.Lookup("sbom").NoOptDefVal, flags.Lookup("provenance").NoOptDefVal = "true", "true"
	f.addMulti(flags)
	addBuildKit(flags)
	cmd.ValidArgsFunction = func(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		return f.completeServices(a, cmd, word)
	}
	return cmd
}

// runCompose reads the files and builds services.
func (f *composeFlags) runCompose(a *app, cmd *cobra.Command, args []string) error {
	request, err := f.options.request(a, args)
	if err != nil {
		return err
	}
	result, err := readTargets(cmd, request)
	if err != nil {
		return err
	}
	if f.print {
		return a.printJSON(result.Document)
	}
	if len(result.Targets) == 0 {
		fmt.Fprintln(a.err, "no service has a build section: nothing is built")
		return nil
	}
	given := &buildFlags{inputFlags: inputFlags{args: f.args}}
	buildArgs, err := given.buildArgs()
	if err != nil {
		return err
	}
	for i := range result.Targets {
		f.apply(&result.Targets[i], buildArgs)
	}
	return f.runTargets(a, cmd, result.Targets, allowed{everything: true})
}

// apply gives a service what the command line says.
func (f *composeFlags) apply(t *bake.Target, args map[string]string) {
	for name, value := range args {
		if t.Args == nil {
			t.Args = map[string]string{}
		}
		t.Args[name] = value
	}
	t.SSH = append(t.SSH, f.ssh...)
	t.NoCache, t.Pull = t.NoCache || f.noCache, t.Pull || f.pull
	if f.push && !t.Linked {
		t.Outputs = append(t.Outputs, "type=registry")
	}
	if f.memory != "" {
		t.Resources = map[string]string{"memory": f.memory}
	}
	for kind, value := range map[string]string{"sbom": f.sbom, "provenance": f.provenance} {
		if value != "" {
			same := func(text string) bool { return strings.HasPrefix(text, "type="+kind) }
			t.Attest = append(slices.DeleteFunc(t.Attest, same), attestation(kind, value))
		}
	}
}

// request reads the files of a project.
func (o *composeOptions) request(a *app, services []string) (r bake.Request, err error) {
	names := o.files
	if list := os.Getenv("COMPOSE_FILE"); len(names) == 0 && list != "" {
		names = strings.Split(list, envOr("COMPOSE_PATH_SEPARATOR", string(os.PathListSeparator)))
	}
	if len(names) == 0 {
		if names, err = findCompose(); err != nil {
			return r, err
		}
	}
	if r.Files, err = readFiles(a.in, names, true); err != nil {
		return r, err
	}
	dir := o.dir
	if dir == "" && names[0] != "-" {
		dir = filepath.Dir(names[0])
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return r, err
	}
	r.Targets = services
	r.Compose = &bake.Compose{Project: o.project, Dir: dir, Profiles: o.profiles}
	for _, file := range o.envFiles {
		path, err := filepath.Abs(file)
		if err != nil {
			return r, err
		}
		r.Compose.EnvFiles = append(r.Compose.EnvFiles, path)
	}
	return r, nil
}

// findCompose finds the Compose file of this directory or of one above it, and its override.
func findCompose() ([]string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for {
		for _, name := range composeNames {
			file := filepath.Join(dir, name)
			if _, err := os.Stat(file); err != nil {
				continue
			}
			found := []string{file}
			base, _, _ := strings.Cut(name, ".")
			for _, end := range []string{"yml", "yaml"} {
				override := filepath.Join(dir, base+".override."+end)
				if _, err := os.Stat(override); err == nil {
					found = append(found, override)
					break
				}
			}
			return found, nil
		}
		if dir == filepath.Dir(dir) {
			return nil, &build.Error{
				Kind: build.KindUsage, Message: "there is no Compose file in this directory or above it",
				Hint: "name one: cooper compose -f FILE build",
			}
		}
		dir = filepath.Dir(dir)
	}
}

// completeServices completes the names of services that are built.
func (f *composeFlags) completeServices(
	a *app, cmd *cobra.Command, word string,
) ([]string, cobra.ShellCompDirective) {
	request, err := f.options.request(a, nil)
	if err != nil {
		return nil, noFiles
	}
	result, err := readTargets(cmd, request)
	if err != nil {
		return nil, noFiles
	}
	var out []string
	for _, t := range result.Targets {
		out = append(out, t.Name)
	}
	return beginning(out, word), noFiles
}
