package dispatch

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// scriptDir is where heredocs with an interpreter line are mounted for their RUN.
const scriptDir = "/dev/pipes"

// cwd is the working directory, "/" when none was set.
func (s State) cwd() string { return path.Join("/", s.Config.WorkingDir) }

// shellOf is the command that shell forms are given to.
func (s State) shellOf() []string {
	if len(s.Config.Shell) != 0 {
		return s.Config.Shell
	}
	return []string{"/bin/sh", "-c"}
}

func (s State) withShell(line []string) []string {
	return append(append([]string{}, s.shellOf()...), strings.Join(line, " "))
}

func (s State) run(c *instructions.RunCommand, ins *plan.Instruction) (Result, error) {
	step := &RunStep{
		Env:      s.env,
		Cwd:      s.cwd(),
		User:     s.Config.User,
		Volumes:  Volumes(s.Config.Volumes),
		Insecure: instructions.GetSecurity(c) == instructions.SecurityInsecure,
	}
	if mode := instructions.GetNetwork(c); mode != instructions.NetworkDefault {
		step.Network = mode
	}
	for _, kv := range s.scope.proxy {
		name, _, _ := strings.Cut(kv, "=")
		if _, set := s.Get(name); !set {
			step.ProxyEnv = append(step.ProxyEnv, kv)
		}
	}
	var err error
	if step.Mounts, err = s.mounts(ins); err != nil {
		return Result{}, err
	}
	line, script, err := heredoc(c)
	if err != nil {
		return Result{}, err
	}
	step.Args, step.Script = line, script
	if c.PrependShell && script == nil && strings.TrimSpace(strings.Join(line, " ")) == "" {
		return Result{}, invalid("RUN has no command")
	}
	if c.PrependShell && script == nil {
		step.Args = s.withShell(line)
	}
	if len(step.Args) == 0 || step.Args[0] == "" {
		return Result{}, invalid("RUN has no command")
	}
	words := step.Args
	if args := s.declared(); len(args) != 0 {
		words = append(append([]string{fmt.Sprintf("|%d", len(args))}, args...), words...)
	}
	return Result{Step: step, State: s, History: "RUN " + strings.Join(words, " ")}, nil
}

// Volumes are the directories of a config's volumes that commands see. Those below
// directories that every command gets are left out.
func Volumes(volumes map[string]struct{}) (out []string) {
	for name := range volumes {
		name = path.Join("/", name)
		first, _, _ := strings.Cut(strings.TrimPrefix(name, "/"), "/")
		if !slices.Contains([]string{"", "dev", "proc", "sys"}, first) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// heredoc resolves the inline files of a RUN: a script with an interpreter line
// of its own, text for the shell, or files that the shell itself opens.
func heredoc(c *instructions.RunCommand) ([]string, *Script, error) {
	if len(c.Files) == 0 {
		return c.CmdLine, nil, nil
	}
	if len(c.CmdLine) != 1 || !c.PrependShell {
		return nil, nil, invalid("a heredoc needs the shell form of RUN")
	}
	whole, err := parser.ParseHeredoc(c.CmdLine[0])
	if err != nil {
		return nil, nil, err
	}
	if whole == nil {
		var b strings.Builder
		b.WriteString(c.CmdLine[0])
		for _, f := range c.Files {
			b.WriteString("\n" + f.Data + f.Name)
		}
		return []string{b.String()}, nil, nil
	}
	data := c.Files[0].Data
	if c.Files[0].Chomp {
		data = parser.ChompHeredocContent(data)
	}
	if strings.HasPrefix(data, "#!") {
		name := path.Base(path.Clean("/" + c.Files[0].Name))
		return []string{path.Join(scriptDir, name)}, &Script{Name: name, Data: data}, nil
	}
	return []string{data}, nil, nil
}

// workdir sets the working directory. The config has an absolute path as it is
// written, with the slash at its end, for example: so does BuildKit.
func (s State) workdir(c *instructions.WorkdirCommand) (Result, error) {
	dir := c.Path
	if !path.IsAbs(dir) {
		dir = path.Join(s.cwd(), dir) // an empty path stays where it is
	}
	s.Config.WorkingDir = dir
	r := Result{State: s, History: "WORKDIR " + dir}
	if clean := s.cwd(); clean != "/" {
		r.Step = &WorkdirStep{Path: clean, User: s.Config.User}
	}
	return r, nil
}

// destination makes a path absolute and keeps what its end says: a directory.
func (s State) destination(dest string) string {
	isDir := dest == "" || strings.HasSuffix(dest, "/") || path.Base(dest) == "."
	if !path.IsAbs(dest) {
		dest = path.Join(s.cwd(), dest)
	}
	dest = path.Clean(dest)
	if isDir && dest != "/" {
		dest += "/"
	}
	return dest
}
