package dispatch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/sys/signal"
)

// configure applies an instruction that only changes the config, and returns
// its line of history. s is the caller's own copy.
func (s *State) configure(cmd instructions.Command) (string, error) {
	switch c := cmd.(type) {
	case *instructions.EnvCommand:
		return s.setVariables(c), nil
	case *instructions.LabelCommand:
		return s.label(c), nil
	case *instructions.MaintainerCommand:
		s.Author = c.Maintainer
		return "MAINTAINER " + c.Maintainer, nil
	case *instructions.CmdCommand:
		s.Config.Cmd, s.cmdSet = s.commandLine(c.ShellDependantCmdLine), true
		return fmt.Sprintf("CMD %q", s.Config.Cmd), nil
	case *instructions.EntrypointCommand:
		s.Config.Entrypoint = s.commandLine(c.ShellDependantCmdLine)
		if !s.cmdSet {
			s.Config.Cmd = nil
		}
		return fmt.Sprintf("ENTRYPOINT %q", s.Config.Entrypoint), nil
	case *instructions.ShellCommand:
		s.Config.Shell = slices.Clone(c.Shell)
		return fmt.Sprintf("SHELL %v", c.Shell), nil
	case *instructions.UserCommand:
		s.Config.User = c.User
		return "USER " + c.User, nil
	case *instructions.ExposeCommand:
		return s.expose(c)
	case *instructions.VolumeCommand:
		return s.volume(c)
	case *instructions.StopSignalCommand:
		if _, err := signal.ParseSignal(c.Signal); err != nil {
			return "", invalid("STOPSIGNAL: %w", err)
		}
		s.Config.StopSignal = c.Signal
		return "STOPSIGNAL " + c.Signal, nil
	case *instructions.HealthCheckCommand:
		s.Config.Healthcheck = c.Health
		return fmt.Sprintf("HEALTHCHECK %q", c.Health.Test), nil
	case *instructions.OnbuildCommand:
		s.Config.OnBuild = append(s.Config.OnBuild, c.Expression)
		return "", nil // as in BuildKit, the config alone has it
	}
	return "", invalid("unknown instruction %s", strings.ToUpper(cmd.Name()))
}

func (s *State) setVariables(c *instructions.EnvCommand) string {
	line := "ENV"
	for _, kv := range c.Env {
		s.env = setEnv(s.env, kv.Key, kv.Value)
		s.Config.Env = setEnv(s.Config.Env, kv.Key, kv.Value)
		line += " " + kv.String()
	}
	return line
}

func (s *State) label(c *instructions.LabelCommand) string {
	if s.Config.Labels == nil {
		s.Config.Labels = map[string]string{}
	}
	line := "LABEL"
	for _, kv := range c.Labels {
		s.Config.Labels[kv.Key] = kv.Value
		line += " " + kv.String()
	}
	return line
}

// commandLine resolves a CMD or ENTRYPOINT.
func (s *State) commandLine(c instructions.ShellDependantCmdLine) []string {
	if c.PrependShell {
		return s.withShell(c.CmdLine)
	}
	return slices.Clone(c.CmdLine)
}

func (s *State) volume(c *instructions.VolumeCommand) (string, error) {
	if s.Config.Volumes == nil {
		s.Config.Volumes = map[string]struct{}{}
	}
	for _, v := range c.Volumes {
		if v == "" {
			return "", invalid("VOLUME has an empty path")
		}
		s.Config.Volumes[v] = struct{}{}
	}
	return fmt.Sprintf("VOLUME %v", c.Volumes), nil
}

func (s *State) expose(c *instructions.ExposeCommand) (string, error) {
	if s.Config.ExposedPorts == nil {
		s.Config.ExposedPorts = map[string]struct{}{}
	}
	var all []string
	for _, text := range c.Ports {
		ports, err := parsePorts(text)
		if err != nil {
			return "", err
		}
		for _, p := range ports {
			s.Config.ExposedPorts[p] = struct{}{}
		}
		all = append(all, ports...)
	}
	return "EXPOSE " + strings.Join(all, " "), nil
}

// parsePorts reads port[-port][/protocol]. What comes before a colon says how to
// publish, which an image does not do; it is read over as docker build does.
func parsePorts(text string) ([]string, error) {
	ports, protocol, hasProtocol := strings.Cut(text, "/")
	protocol = strings.ToLower(protocol)
	if !hasProtocol || protocol == "" {
		protocol = "tcp"
	}
	if !slices.Contains([]string{"tcp", "udp", "sctp"}, protocol) {
		return nil, invalid("EXPOSE %s: invalid protocol: use tcp, udp or sctp", text)
	}
	if colon := strings.LastIndex(ports, ":"); colon >= 0 {
		ports = ports[colon+1:]
	}
	first, last, isRange := strings.Cut(ports, "-")
	if !isRange {
		last = first
	}
	from, err1 := strconv.ParseUint(first, 10, 16)
	to, err2 := strconv.ParseUint(last, 10, 16)
	if err1 != nil || err2 != nil || from > to {
		return nil, invalid("EXPOSE %s: invalid port or range of ports", text)
	}
	var out []string
	for p := from; p <= to; p++ {
		out = append(out, fmt.Sprintf("%d/%s", p, protocol))
	}
	return out, nil
}
