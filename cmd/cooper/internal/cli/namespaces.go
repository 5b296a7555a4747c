package cli

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// addNamespaces adds the flags for namespaces of commands. Nearly all values mean the default.
func (f *runFlags) addNamespaces(flags *pflag.FlagSet) {
	flags.Var(&f.uts, "uts", "private (default), or host: commands have the hostname of the machine")
	flags.Var(&userNamespace{&f.options.IDs}, "userns",
		"private (default), or auto[:size=N,uidmapping=C:H:N,gidmapping=C:H:N]: commands have the ids below N only")
	flags.Var(&ipcNamespace{&f.options.Security.HostIPC}, "ipc",
		"private (default), or host: commands share memory and semaphores with processes of the caller")
	_, _, _ = flags.MarkHidden("uts"), flags.MarkHidden("userns"), flags.MarkHidden("ipc")
	for name, reason := range map[string]string{
		"pid":      "a command could signal and read processes of the caller",
		"cgroupns": "a command would see where it is in the tree of the host",
	} {
		flags.Var(&privateNamespace{reason}, name, "private, the default: every command has its own namespaces")
		_ = flags.MarkHidden(name)
	}
}

// utsFlag says whether commands have the hostname of the machine.
type utsFlag bool

func (*utsFlag) String() string { return "" }
func (*utsFlag) Type() string   { return "string" }

func (u *utsFlag) Set(value string) error {
	if *u = value == "host"; *u {
		return nil
	}
	return (&privateNamespace{}).Set(value)
}

// ipcNamespace is a flag that accepts the default and the namespace of the host.
type ipcNamespace struct{ host *bool }

func (*ipcNamespace) String() string { return "" }
func (*ipcNamespace) Type() string   { return "string" }

func (i *ipcNamespace) Set(value string) error {
	if *i.host = value == "host"; *i.host {
		return nil
	}
	return (&privateNamespace{}).Set(value)
}

// hostname is the name that --uts=host gives to commands.
func (u utsFlag) hostname(given string) (string, error) {
	if !u || given != "" {
		return given, nil
	}
	name, err := os.Hostname()
	if err != nil {
		return "", fmt.Errorf("--uts=host: %w", err)
	}
	return name, nil
}

// userNamespace is a flag that accepts the default, and what is to be chosen automatically.
type userNamespace struct{ ids *build.IDOptions }

func (*userNamespace) String() string { return "" }
func (*userNamespace) Type() string   { return "string" }

func (u *userNamespace) Set(value string) error {
	options, isAuto := strings.CutPrefix(value, "auto:")
	if !isAuto {
		return (&privateNamespace{"files of the host would be those of its users"}).Set(value)
	}
	for _, option := range strings.Split(options, ",") {
		key, text, _ := strings.Cut(option, "=")
		switch key {
		case "size":
			n, err := strconv.ParseUint(text, 10, 32)
			if err != nil || n == 0 {
				return fmt.Errorf("invalid size %q: use a number of ids, for example auto:size=65536", text)
			}
			u.ids.Size = uint32(n)
		case "uidmapping":
			u.ids.UIDMap = append(u.ids.UIDMap, text)
		case "gidmapping":
			u.ids.GIDMap = append(u.ids.GIDMap, text)
		default:
			return fmt.Errorf("option %q of auto is not supported: use size, uidmapping and gidmapping", option)
		}
	}
	u.ids.Auto = true
	return nil
}

// privateNamespace is a flag that accepts only the default: private namespaces.
type privateNamespace struct{ reason string } // why the host's is refused

func (*privateNamespace) String() string { return "" }
func (*privateNamespace) Type() string   { return "string" }

func (p *privateNamespace) Set(value string) error {
	switch {
	case value == "" || value == "private" || value == "container" || value == "auto":
		return nil
	case value == "host" && p.reason != "":
		return fmt.Errorf("%q is not supported: %s", value, p.reason)
	}
	return fmt.Errorf("%q is not supported: commands have their own namespaces", value)
}
