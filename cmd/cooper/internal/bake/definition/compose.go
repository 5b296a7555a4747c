package definition

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// parseCompose reads Compose files as docker buildx bake does: services are targets, and the group
// default has all of them.
func parseCompose(files []bake.File, r *bake.Request) (c config, err error) {
	env, err := environment(r.Vars, ".", []string{".env"})
	if err != nil {
		return c, err
	}
	name := env["COMPOSE_PROJECT_NAME"]
	project, err := loadProject(files, types.ConfigDetails{Environment: env}, func(o *loader.Options) {
		o.Profiles = []string{"*"}
		o.SetProjectName(orElse(name, "bake"), false)
	})
	if err != nil {
		return c, err
	}
	err = c.addServices(project, files, nil)
	return c.deduplicated(), err
}

// parseProject reads Compose files as docker compose does: paths are relative to the project, and an
// image without a name gets that of the project and its service.
func parseProject(r *bake.Request) (c config, err error) {
	o := r.Compose
	files := o.EnvFiles
	if len(files) == 0 {
		files = []string{filepath.Join(o.Dir, ".env")}
	}
	env, err := environment(nil, o.Dir, files)
	if err != nil {
		return c, err
	}
	name := orElse(o.Project, env["COMPOSE_PROJECT_NAME"])
	profiles := o.Profiles
	if given := env["COMPOSE_PROFILES"]; len(profiles) == 0 && given != "" {
		profiles = strings.Split(given, ",")
	}
	details := types.ConfigDetails{Environment: env, WorkingDir: o.Dir}
	project, err := loadProject(r.Files, details, func(l *loader.Options) {
		l.Profiles = profiles
		l.SetProjectName(orElse(name, loader.NormalizeProjectName(filepath.Base(o.Dir))), name != "")
	})
	if err != nil {
		return c, err
	}
	all := project.AllServices()
	for _, name := range r.Targets {
		if _, ok := all[name]; !ok {
			return c, &failure{
				Message: fmt.Sprintf("there is no service %q", name), Hint: serviceHint(name, sortedNames(all)),
			}
		}
	}
	if project, err = project.WithServicesEnabled(r.Targets...); err != nil {
		return c, err
	}
	err = c.addServices(project, r.Files, func(s types.ServiceConfig) string { return project.Name + "-" + s.Name })
	if err != nil {
		return c, err
	}
	c = c.deduplicated()
	r.Targets = c.built(r.Targets)
	return c, nil
}

func serviceHint(name string, services []string) string {
	if near, ok := nearest.Word(name, services); ok {
		return "did you mean " + near + "?"
	}
	return "the services are " + strings.Join(services, ", ")
}

// built are the targets of those services that are built; others need nothing.
func (c config) built(services []string) (out []string) {
	for _, service := range services {
		if name := strings.ReplaceAll(service, ".", "_"); c.target(name) != nil {
			out = append(out, name)
		}
	}
	if len(services) == 0 && c.group("default") != nil {
		return []string{"default"}
	}
	return out
}

func orElse(text, fallback string) string {
	if text != "" {
		return text
	}
	return fallback
}

// loadProject reads Compose files. Only what concerns builds is resolved.
func loadProject(files []bake.File, d types.ConfigDetails, set func(*loader.Options)) (*types.Project, error) {
	for _, f := range files {
		d.ConfigFiles = append(d.ConfigFiles, types.ConfigFile{Filename: f.Name, Content: f.Data})
	}
	project, err := loader.LoadWithContext(context.Background(), d, set, func(o *loader.Options) {
		o.SkipNormalization, o.SkipConsistencyCheck = true, true
		o.SkipResolveEnvironment, o.SkipResolveLabels = true, true
		o.ResourceLoaders = append(o.ResourceLoaders, remoteFiles{})
	})
	if err != nil {
		return nil, composeError(err, files)
	}
	return project, nil
}

// addServices adds the services of a project that are built.
func (c *config) addServices(project *types.Project, files []bake.File, name func(types.ServiceConfig) string) error {
	built := *project
	built.Services = maps.Clone(project.Services)
	maps.DeleteFunc(built.Services, func(_ string, s types.ServiceConfig) bool { return s.Build == nil })
	resolved, err := built.WithServicesEnvironmentResolved(false)
	if err != nil {
		return composeError(err, files)
	}
	for _, service := range sortedNames(resolved.Services) {
		s := resolved.Services[service]
		if s.Image == "" && name != nil {
			s.Image = name(s)
		}
		if err := c.addService(resolved, s); err != nil {
			return err
		}
	}
	return nil
}

// remoteFiles refuses files of Compose that are not on this machine.
type remoteFiles struct{}

func (remoteFiles) Accept(path string) bool { return remote(path) }
func (remoteFiles) Dir(path string) string  { return path }
func (remoteFiles) Load(_ context.Context, path string) (string, error) {
	return "", &failure{
		Message: path + " is not on this machine: remote files are not read",
		Hint:    "fetch it with git or curl, and name the local file",
	}
}

// yamlLine is how the library names a line.
var yamlLine = regexp.MustCompile(`(?:yaml: |^)(?:.*?)line (\d+)(?:, column \d+)?:\s*(.*)`)

// composeError is the error of one of several files, with its line where the library tells it.
func composeError(err error, files []bake.File) error {
	out := &failure{Message: err.Error()}
	var known *failure
	if errors.As(err, &known) {
		return known
	}
	if errors.Is(err, fs.ErrPermission) || strings.Contains(out.Message, "permission denied") {
		out.Hint = "a bake file can name files below this directory; --allow fs.read=DIR allows more"
		return out
	}
	for _, f := range files {
		if len(files) == 1 || strings.Contains(out.Message, f.Name) {
			out.File = f.Name
		}
	}
	if match := yamlLine.FindStringSubmatch(out.Message); match != nil && out.File != "" {
		out.Line, _ = strconv.Atoi(match[1])
		out.Message = match[2]
	}
	return out
}

// environment has the variables of files, of this process and of the command line, the last of which
// count most.
func environment(given map[string]string, dir string, files []string) (types.Mapping, error) {
	out := types.Mapping{}
	if closed, _ := strconv.ParseBool(os.Getenv("BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP")); !closed {
		out = types.NewMapping(os.Environ())
	}
	for _, file := range files {
		if !filepath.IsAbs(file) {
			file = filepath.Join(dir, file)
		}
		text, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) && filepath.Base(file) == ".env" {
			continue
		}
		if err != nil {
			return nil, err
		}
		values, err := dotenv.UnmarshalBytesWithLookup(text, out.Resolve)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for name, value := range values {
			if _, set := out[name]; !set {
				out[name] = value
			}
		}
	}
	maps.Copy(out, given)
	return out, nil
}

// serviceContexts are contexts in which services are targets.
func serviceContexts(in types.Mapping) map[string]string {
	out := map[string]string{}
	for name, value := range in {
		for _, prefix := range []string{"service:", "target:"} {
			if other, ok := strings.CutPrefix(value, prefix); ok {
				value = "target:" + strings.ReplaceAll(other, ".", "_")
			}
		}
		out[name] = value
	}
	return out
}

// addToDefault adds a target to the group default.
func (c *config) addToDefault(name string) {
	g := c.group("default")
	if g == nil {
		g = &group{Name: "default"}
		c.Groups = append(c.Groups, g)
	}
	if !slices.Contains(g.Targets, name) {
		g.Targets = append(g.Targets, name)
	}
}
