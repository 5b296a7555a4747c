package definition

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/docker/buildx/bake/hclparser"
	"github.com/docker/buildx/bake/hclparser/gohcl"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// failure is an error with a place or a hint.
type failure bake.Failure

func (f *failure) Error() string { return f.Message }

// parse reads files of all kinds as one. Compose files come first.
func parse(r *bake.Request, out *bake.Result) (c config, err error) {
	var compose []bake.File
	var bodies []*hcl.File
	for _, f := range r.Files {
		if isCompose(f) {
			compose = append(compose, f)
			continue
		}
		body, err := parseHCL(f)
		if err != nil {
			return c, err
		}
		bodies = append(bodies, body)
	}
	if len(compose) != 0 {
		if c, err = parseCompose(compose, r); err != nil {
			return c, err
		}
	}
	if len(bodies) == 0 {
		return c, nil
	}
	meta, diags := hclparser.Parse(hclparser.MergeFiles(bodies), hclparser.Opt{
		LookupVar: lookup(r.Vars), Vars: builtin(), ValidateLabel: validName,
	}, &c)
	if diags.HasErrors() {
		return c, explain(diags)
	}
	out.Warnings = unknownAttributes(bodies)
	for label, names := range meta.Renamed["target"] {
		if names = unique(names); len(names) != 1 || names[0] != label {
			c.Groups = append(c.Groups, &group{Name: label, Targets: names}) // of a matrix
		}
	}
	for _, v := range meta.AllVariables {
		out.Vars = append(out.Vars, bake.Variable(*v))
	}
	slices.SortFunc(out.Vars, func(a, b bake.Variable) int { return strings.Compare(a.Name, b.Name) })
	return c.deduplicated(), nil
}

// unknownAttributes are warnings about attributes of targets that nothing reads. They are no errors: docker
// ignores them.
func unknownAttributes(bodies []*hcl.File) (out []string) {
	blocks := &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "target", LabelNames: []string{"name"}}}}
	schema, _ := gohcl.ImpliedBodySchema(target{})
	for _, name := range []string{"matrix", "name"} {
		schema.Attributes = append(schema.Attributes, hcl.AttributeSchema{Name: name})
	}
	var known []string
	for _, a := range schema.Attributes {
		known = append(known, a.Name)
	}
	for _, body := range bodies {
		content, _, _ := body.Body.PartialContent(blocks)
		for _, block := range content.Blocks {
			_, rest, _ := block.Body.PartialContent(schema)
			unread, _ := rest.JustAttributes()
			for _, name := range sortedNames(unread) {
				at := unread[name].Range
				text := fmt.Sprintf("target %s: unknown attribute %s", strings.Join(block.Labels, " "), name)
				text += nearest.Suffix(name, known)
				out = append(out, fmt.Sprintf("%s:%d: %s", at.Filename, at.Start.Line, text))
			}
		}
	}
	return out
}

// isCompose tells a Compose file from one that the HCL parser reads, by its name, or else by its content.
func isCompose(f bake.File) bool {
	name := strings.ToLower(f.Name)
	switch {
	case strings.HasSuffix(name, ".yml"), strings.HasSuffix(name, ".yaml"):
		return true
	case strings.HasSuffix(name, ".json"), strings.HasSuffix(name, ".hcl"):
		return false
	}
	return services.Match(f.Data)
}

// services is a line that only Compose files have.
var services = regexp.MustCompile(`(?m)^(services|include)\s*:`)

// parseHCL reads HCL, or JSON in its place.
func parseHCL(f bake.File) (*hcl.File, error) {
	parser := hclparse.NewParser()
	if strings.HasSuffix(f.Name, ".json") {
		body, diags := parser.ParseJSON(f.Data, f.Name)
		return body, explain(diags)
	}
	body, diags := parser.ParseHCL(f.Data, f.Name)
	if diags.HasErrors() && !strings.HasSuffix(f.Name, ".hcl") {
		if other, diags := hclparse.NewParser().ParseJSON(f.Data, f.Name); !diags.HasErrors() {
			return other, nil
		}
	}
	return body, explain(diags)
}

// explain is the first error of several, with its place.
func explain(diags hcl.Diagnostics) error {
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		out := &failure{Message: lower(d.Summary)}
		if d.Detail != "" {
			out.Message += ": " + strings.TrimSuffix(lower(d.Detail), ".")
		}
		if d.Subject != nil {
			out.File, out.Line, out.EndLine = d.Subject.Filename, d.Subject.Start.Line, d.Subject.End.Line
		}
		return out
	}
	return nil
}

func lower(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToLower(text[:1]) + text[1:]
}

// lookup finds the values of variables: those of the command line, then those of the environment.
func lookup(given map[string]string) func(string) (string, bool) {
	closed, _ := strconv.ParseBool(os.Getenv("BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP"))
	return func(name string) (string, bool) {
		if value, ok := given[name]; ok || closed {
			return value, ok
		}
		return os.LookupEnv(name)
	}
}

// builtin are the variables that every file has.
func builtin() map[string]string {
	return map[string]string{"BAKE_CMD_CONTEXT": "cwd://", "BAKE_LOCAL_PLATFORM": ownPlatform()}
}

var nameLetters = regexp.MustCompile(`^[a-zA-Z0-9_-]+$`)

func validName(name string) error {
	if !nameLetters.MatchString(name) {
		return errors.New("a name has letters, digits, _ and - only")
	}
	return nil
}

// serviceTarget is the name of the target of a Compose service. It has no dots.
func serviceTarget(service string) (string, error) {
	name := strings.ReplaceAll(service, ".", "_")
	if err := validName(name); err != nil {
		return "", fmt.Errorf("service %q: %w", service, err)
	}
	return name, nil
}
