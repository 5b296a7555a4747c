package cli

import (
	"cmp"
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
			"see `cooper help machines`")
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
	kind, value, options, err := splitOn(text)
	if err != nil {
		return m, "", err
	}
	switch {
	case strings.HasPrefix(kind, "ssh://"):
		m, err = sshMachine(text, kind, options)
	case isKubernetes(kind):
		var o build.KubernetesOptions
		if o, err = kubernetesOptions(text, value, options); err == nil {
			m, err = build.OnKubernetes(ctx, o)
		}
	default:
		err = badOn(text, fmt.Sprintf("%q is neither kubernetes nor ssh://HOST", kind))
	}
	return m, options["repository"], err
}

func isKubernetes(kind string) bool { return kind == "kubernetes" || kind == "k8s" }

// splitOn divides a machine into its kind, the value of that, and options.
func splitOn(text string) (kind, value string, options map[string]string, err error) {
	fields, err := csvvalue.Fields(text, nil)
	if err != nil {
		return "", "", nil, fmt.Errorf("--on %s: %w", text, err)
	}
	kind, value, _ = strings.Cut(fields[0], "=")
	options = map[string]string{}
	for _, field := range fields[1:] {
		key, value, ok := strings.Cut(field, "=")
		if !ok || value == "" {
			return "", "", nil, badOn(text, fmt.Sprintf("%q is no option: use key=value", field))
		}
		if key == "platform" && options[key] != "" {
			value = options[key] + "," + value
		}
		options[key] = value
	}
	return kind, value, options, nil
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

func kubernetesOptions(text, namespace string, options map[string]string) (o build.KubernetesOptions, err error) {
	err = checkKeys(text, options, "context", "kubeconfig", "template", "image", "isolation", "pull-secret", "deadline",
		"keep", "namespace")
	if err != nil {
		return o, err
	}
	o = build.KubernetesOptions{
		Kubeconfig: options["kubeconfig"], Context: options["context"],
		Namespace: cmp.Or(namespace, options["namespace"]),
		Image:     options["image"], Isolation: options["isolation"], PullSecret: options["pull-secret"],
		Platforms: listOf(options["platform"]),
	}
	if file := options["template"]; file != "" {
		if o.Template, err = filepath.Abs(file); err != nil {
			return o, err
		}
	}
	var deadlineErr, keepErr error
	o.Deadline, deadlineErr = durationOf(options["deadline"])
	o.Keep, keepErr = durationOf(options["keep"])
	if err := errors.Join(deadlineErr, keepErr); err != nil {
		return o, badOn(text, err.Error())
	}
	return o, nil
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
