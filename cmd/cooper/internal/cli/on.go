package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"
	"github.com/tonistiigi/go-csvvalue"

	"github.com/cooper-build/cooper/build"
)

// onFlags say on which other machines to build.
type onFlags struct {
	on         []string
	machines   []build.Machine
	repository string
}

func (f *onFlags) addOn(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.on, "on", onDefault(),
		"build on other machines: kubernetes[=NAMESPACE] or ssh://HOST, with options after commas; may be repeated, "+
			"see `cooper help farm`")
}

func onDefault() []string {
	if value := os.Getenv("COOPER_ON"); value != "" {
		return []string{value}
	}
	return nil
}

// completeOn reads --on.
func (f *onFlags) completeOn(ctx context.Context) error {
	for _, text := range f.on {
		if text == "" {
			continue // --on= turns COOPER_ON off
		}
		m, repository, err := parseOn(ctx, text)
		if err != nil {
			return err
		}
		f.machines = append(f.machines, m)
		if repository != "" {
			f.repository = repository
		}
	}
	return nil
}

// parseOn reads a machine: its kind, then options.
func parseOn(ctx context.Context, text string) (m build.Machine, repository string, err error) {
	fields, err := csvvalue.Fields(text, nil)
	if err != nil {
		return m, "", fmt.Errorf("--on %s: %w", text, err)
	}
	kind, value, _ := strings.Cut(fields[0], "=")
	options := map[string]string{}
	for _, field := range fields[1:] {
		key, value, ok := strings.Cut(field, "=")
		if !ok || value == "" {
			return m, "", badOn(text, fmt.Sprintf("%q is no option: use key=value", field))
		}
		if key == "platform" && options[key] != "" {
			value = options[key] + "," + value
		}
		options[key] = value
	}
	repository = options["repository"]
	switch {
	case strings.HasPrefix(kind, "ssh://"):
		m, err = sshMachine(text, fields[0], options)
	case kind == "kubernetes" || kind == "k8s":
		m, err = kubernetesMachine(ctx, text, value, options)
	default:
		err = badOn(text, fmt.Sprintf("%q is neither kubernetes nor ssh://HOST", fields[0]))
	}
	return m, repository, err
}

func badOn(text, why string) error {
	return &build.Error{
		Kind: build.KindUsage, Message: "--on " + text + ": " + why,
		Hint: "use --on kubernetes[=NAMESPACE][,KEY=VALUE…] or --on ssh://[USER@]HOST[:PORT][,KEY=VALUE…]",
	}
}

// checkKeys refuses options that a machine does not have.
func checkKeys(text string, options map[string]string, known ...string) error {
	known = append(known, "platform", "repository")
	slices.Sort(known)
	for _, key := range sortedKeys(options) {
		if !slices.Contains(known, key) {
			return badOn(text, fmt.Sprintf("unknown key %q: use one of %s", key, strings.Join(known, ", ")))
		}
	}
	return nil
}

func sshMachine(text, address string, options map[string]string) (m build.Machine, err error) {
	if err := checkKeys(text, options, "program"); err != nil {
		return m, err
	}
	return build.OnSSH(build.SSHOptions{
		Address: address, Program: options["program"], Platforms: listOf(options["platform"]),
	})
}

func kubernetesMachine(
	ctx context.Context, text, namespace string, options map[string]string,
) (m build.Machine, err error) {
	err = checkKeys(text, options, "context", "kubeconfig", "template", "image", "isolation", "pull-secret", "deadline",
		"keep", "namespace")
	if err != nil {
		return m, err
	}
	o := build.KubernetesOptions{
		Kubeconfig: options["kubeconfig"], Context: options["context"], Namespace: options["namespace"],
		Image: options["image"], Isolation: options["isolation"], PullSecret: options["pull-secret"],
		Platforms: listOf(options["platform"]),
	}
	if namespace != "" {
		o.Namespace = namespace
	}
	if file := options["template"]; file != "" {
		if o.Template, err = filepath.Abs(file); err != nil {
			return m, err
		}
	}
	var deadlineErr, keepErr error
	o.Deadline, deadlineErr = durationOf(options["deadline"])
	o.Keep, keepErr = durationOf(options["keep"])
	if err := errors.Join(deadlineErr, keepErr); err != nil {
		return m, badOn(text, err.Error())
	}
	return build.OnKubernetes(ctx, o)
}

func durationOf(text string) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	return time.ParseDuration(text)
}

func listOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}
