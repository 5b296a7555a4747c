package cli

import (
	"os"
	"strings"

	"github.com/cooper-build/cooper/build"
)

// withoutDockerFlags reads docker's flags that come before the command, for example `docker --config DIR build`.
// It returns the other arguments. cooper has flags of the same names after the command.
func withoutDockerFlags(args []string) ([]string, error) {
	var before []string
	for len(args) != 0 {
		name, value, given := strings.Cut(args[0], "=")
		rest := args[1:]
		switch name {
		case "-D", "--debug":
			before, args = append(before, "--log-level=debug"), rest
			continue
		case "--tls", "--tlsverify":
			return nil, noDaemon(name)
		case "--config", "--context", "-c", "--host", "-H", "-l", "--tlscacert", "--tlscert", "--tlskey":
		default:
			return append(before, args...), nil
		}
		if !given {
			if len(rest) == 0 {
				return append(before, args...), nil
			}
			value, rest = rest[0], rest[1:]
		}
		switch {
		case name == "--config":
			if err := os.Setenv("DOCKER_CONFIG", value); err != nil {
				return nil, err
			}
		case name == "-l":
			before = append(before, "--log-level="+value)
		case (name == "--context" || name == "-c") && value == "default":
		default:
			return nil, noDaemon(name)
		}
		args = rest
	}
	return before, nil
}

// noDaemon refuses a flag that says where the daemon of docker is.
func noDaemon(flag string) error {
	return &build.Error{
		Kind: build.KindUsage, Message: flag + " names a daemon, and cooper has none: it builds where it runs",
		Hint: "remove " + flag + "; ssh HOST cooper build … builds on another machine",
	}
}
