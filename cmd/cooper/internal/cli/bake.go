package cli

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
	"github.com/cooper-build/cooper/cmd/cooper/internal/bake/program"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

// bakeFlags are the flags of `cooper bake`.
type bakeFlags struct {
	multiFlags
	files, sets, vars, allow []string
	load, noCache, pull      bool
	list, sbom, provenance   string
}

const bakeDescription = "Build the targets of bake files (docker-bake.hcl, docker-bake.json) and Compose files, " +
	"side by side.\n\nWithout names, the group default is built. Steps that targets share run once. A file may " +
	"name other files only below this directory; --allow fs.read=DIR and --allow fs.write=DIR allow more."

func (a *app) bakeCommand() *cobra.Command {
	f := &bakeFlags{}
	cmd := &cobra.Command{
		Use:   "bake [flags] [TARGET...]",
		Short: "Build the targets of a bake or Compose file",
		Long:  bakeDescription,
		Example: "  cooper bake\n  cooper bake --print app\n" +
			"  cooper bake -f docker-bake.hcl --set '*.platform=linux/arm64' app db",
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.runBake(a, cmd, args)
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&f.files, "file", "f", nil,
		"path of a file with targets; may be repeated; - reads it from standard input (default: docker-bake.hcl, "+
			"docker-bake.json, compose.yaml and others)")
	flags.StringArrayVar(&f.sets, "set", nil, "override a value of targets, TARGET.KEY=VALUE; += appends")
	flags.StringArrayVar(&f.vars, "var", nil, "set a variable of the file, NAME=value, instead of the environment's")
	flags.StringArrayVar(&f.allow, "allow", nil,
		"allow what files of strangers should not do: fs.read=DIR, fs.write=DIR, fs=DIR, ssh, network.host or "+
			"security.insecure")
	flags.BoolVar(&f.load, "load", false, "accepted for compatibility: images are in the store anyway")
	_ = flags.MarkHidden("load")
	flags.BoolVar(&f.noCache, "no-cache", false, "do not use the cache")
	flags.BoolVar(&f.pull, "pull", false, "always pull base images")
	flags.StringVar(&f.list, "list", "", "list targets or variables; type=targets,format=json lists them as JSON")
	flags.StringVar(&f.sbom, "sbom", "", "attach a bill of materials, the same as --set '*.attest=type=sbom'")
	flags.StringVar(&f.provenance, "provenance", "",
		"attach provenance, the same as --set '*.attest=type=provenance'")
	flags.Lookup("sbom").NoOptDefVal, flags.Lookup("provenance").NoOptDefVal = "true", "true"
	f.addMulti(flags)
	addBuildKit(flags)
	cmd.ValidArgsFunction = a.completeTargets
	return cmd
}

// runBake reads the files, and shows or builds what they define.
func (f *bakeFlags) runBake(a *app, cmd *cobra.Command, args []string) error {
	request, err := f.complete(a, cmd, args)
	if err != nil {
		return err
	}
	result, err := readTargets(cmd, request)
	if err != nil {
		return err
	}
	for _, text := range result.Warnings {
		fmt.Fprintln(a.err, "warning: "+ui.Harmless(text))
	}
	if f.list != "" {
		return a.printTargets(f.list, result)
	}
	if f.print {
		return a.printJSON(result.Document)
	}
	allowed, err := parseAllowed(f.allow)
	if err != nil {
		return err
	}
	return f.runTargets(a, cmd, result.Targets, allowed)
}

// readTargets reads files with cooper-bake. What it says is an error of this program.
func readTargets(cmd *cobra.Command, request bake.Request) (bake.Result, error) {
	result, err := program.Read(cmd.Context(), request)
	if err != nil {
		return result, err
	}
	if e := result.Failure; e != nil {
		out := &build.Error{
			Kind: build.KindSyntax, Message: e.Message, Hint: e.Hint, File: e.File, Line: e.Line, EndLine: e.EndLine,
		}
		for _, file := range request.Files {
			if file.Name == e.File && e.Line != 0 {
				out.Quote(file.Data)
			}
		}
		return result, out
	}
	return result, nil
}

// complete turns flags into what cooper-bake reads.
func (f *bakeFlags) complete(a *app, cmd *cobra.Command, args []string) (r bake.Request, err error) {
	if len(args) != 0 && (strings.Contains(args[0], "://") || build.IsGit(args[0])) {
		return r, &build.Error{
			Kind: build.KindUsage, Message: "targets of a remote repository are not read: " + args[0],
			Hint: "git clone " + args[0] + " DIR && cd DIR && cooper bake",
		}
	}
	if f.print && f.list != "" {
		return r, &build.Error{
			Kind: build.KindUsage, Message: "--print and --list exclude each other", Hint: "keep --print",
		}
	}
	if r.Vars, err = pairs("--var", f.vars); err != nil {
		return r, err
	}
	names, given := f.files, true
	if len(names) == 0 {
		names, given = environmentFiles(), os.Getenv("BUILDX_BAKE_FILE") != ""
	}
	if r.Files, err = readFiles(a.in, names, given); err != nil {
		return r, err
	}
	if len(r.Files) == 0 {
		return r, &build.Error{
			Kind: build.KindUsage, Message: "there is no file with targets here",
			Hint: "write a docker-bake.hcl, or name a file: cooper bake -f FILE",
		}
	}
	if on, err := strconv.ParseBool(os.Getenv("BUILDX_BAKE_FILE_RELATIVE")); err == nil && on {
		return r, &build.Error{
			Kind:    build.KindUsage,
			Message: "BUILDX_BAKE_FILE_RELATIVE is not supported: paths are relative to this directory",
			Hint:    "unset it, and cd to the directory of the file",
		}
	}
	r.Targets, r.List = args, f.list != ""
	r.Overrides = append(slices.Clone(f.sets), f.shorthands(cmd)...)
	allowed, err := parseAllowed(f.allow)
	r.Readable = allowed.readable()
	return r, err
}

// shorthands are the overrides that flags stand for.
func (f *bakeFlags) shorthands(cmd *cobra.Command) (out []string) {
	add := func(flag, text string) {
		if cmd.Flags().Changed(flag) {
			out = append(out, text)
		}
	}
	add("push", fmt.Sprintf("*.push=%t", f.push))
	add("load", fmt.Sprintf("*.load=%t", f.load))
	add("no-cache", fmt.Sprintf("*.no-cache=%t", f.noCache))
	add("pull", fmt.Sprintf("*.pull=%t", f.pull))
	add("sbom", "*.attest="+attestation("sbom", f.sbom))
	add("provenance", "*.attest="+attestation("provenance", f.provenance))
	return out
}

// attestation is an attestation as a bake file has it.
func attestation(kind, value string) string {
	if on, err := strconv.ParseBool(value); err == nil {
		return fmt.Sprintf("type=%s,disabled=%t", kind, !on)
	}
	return "type=" + kind + "," + value
}

// environmentFiles are the files of the environment, or the usual ones.
func environmentFiles() []string {
	if list := os.Getenv("BUILDX_BAKE_FILE"); list != "" {
		return strings.Split(list, envOr("BUILDX_BAKE_FILE_SEPARATOR", string(os.PathListSeparator)))
	}
	return slices.Concat(composeNames, []string{
		"docker-bake.json", "docker-bake.hcl", "docker-bake.override.json", "docker-bake.override.hcl",
	})
}

// mostDefinition bounds a file with targets, in bytes.
const mostDefinition = 16 << 20

// readFiles reads files with targets. Those that nobody named may be missing.
func readFiles(in io.Reader, names []string, given bool) (out []bake.File, err error) {
	for _, name := range names {
		name = strings.TrimPrefix(strings.TrimSpace(name), "cwd://")
		var text []byte
		switch name {
		case "":
			continue
		case "-":
			text, err = io.ReadAll(io.LimitReader(in, mostDefinition+1))
		default:
			text, err = readBounded(name)
		}
		if os.IsNotExist(err) && !given {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading the targets: %w", err)
		}
		if len(text) > mostDefinition {
			return nil, fmt.Errorf("reading the targets: %s has more than %d bytes", name, mostDefinition)
		}
		out = append(out, bake.File{Name: name, Data: text})
	}
	return out, nil
}

// readBounded reads a file that may be too large.
func readBounded(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mostDefinition+1))
}

// printTargets lists targets or variables.
func (a *app) printTargets(what string, r bake.Result) error {
	kind, format := what, "table"
	if strings.Contains(what, "=") {
		fields, err := attestFields(what)
		if err != nil {
			return err
		}
		kind = fields["type"]
		if fields["format"] != "" {
			format = fields["format"]
		}
	}
	if format != "table" && format != "json" {
		return fmt.Errorf("unknown format %q of --list: use table or json", format)
	}
	w := newColumns(a.text, 0, 8, 1)
	switch kind {
	case "targets":
		if format == "json" {
			return a.printJSON(r.Listed)
		}
		fmt.Fprintln(w, "TARGET\tDESCRIPTION")
		for _, t := range r.Listed {
			fmt.Fprintf(w, "%s\t%s\n", t.Name, t.Description)
		}
	case "variables":
		if format == "json" {
			return a.printJSON(r.Vars)
		}
		fmt.Fprintln(w, "VARIABLE\tTYPE\tVALUE\tDESCRIPTION")
		for _, v := range r.Vars {
			value := "<null>"
			if v.Value != nil {
				value = *v.Value
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", v.Name, v.Type, value, v.Description)
		}
	default:
		return fmt.Errorf("unknown list %q: use targets or variables", kind)
	}
	return w.Flush()
}

// completeTargets completes the names of targets and groups.
func (a *app) completeTargets(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	names, _ := cmd.Flags().GetStringArray("file")
	f := &bakeFlags{files: names, list: "targets"}
	request, err := f.complete(a, cmd, nil)
	if err != nil {
		return nil, noFiles
	}
	result, err := program.Read(cmd.Context(), request)
	if err != nil {
		return nil, noFiles
	}
	var out []string
	for _, t := range result.Listed {
		out = append(out, strings.TrimSuffix(t.Name+"\t"+t.Description, "\t"))
	}
	return beginning(out, word), noFiles
}

// targetDir makes a path of a target absolute: it is relative to the context if that is a directory.
func targetDir(context, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(context, path)
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
