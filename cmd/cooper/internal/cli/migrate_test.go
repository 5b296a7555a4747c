package cli

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	engine "github.com/cooper-build/cooper/build"
)

// dockerFlags are the flags of docker buildx build, and those that only docker build has.
const dockerFlags = "add-host allow annotation attest build-arg build-context builder cache-from cache-to call " +
	"cgroup-parent check debug detach file iidfile label load metadata-file network no-cache no-cache-filter output " +
	"platform policy progress provenance pull push quiet root sbom secret server-config shm-size ssh tag target " +
	"ulimit compress cpu-period cpu-quota cpu-shares cpuset-cpus cpuset-mems disable-content-trust force-rm " +
	"isolation memory memory-swap rm security-opt squash stream"

// actionInputs are the inputs of docker/build-push-action.
const actionInputs = "add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to " +
	"call cgroup-parent context file labels load network no-cache no-cache-filters outputs platforms provenance " +
	"pull push sbom secrets secret-envs secret-files shm-size ssh tags target ulimit github-token"

// kanikoFlags are the flags of kaniko's executor.
const kanikoFlags = "annotation bucket build-arg cache cache-copy-layers cache-dir cache-repo cache-run-layers " +
	"cache-ttl cleanup compressed-caching compression compression-level context context-sub-path " +
	"credential-helpers custom-platform customPlatform destination digest-file dockerfile force " +
	"force-build-metadata git ignore-path ignore-var-run image-download-retry image-fs-extract-retry " +
	"image-name-tag-with-digest-file image-name-with-digest-file insecure insecure-pull insecure-registry " +
	"kaniko-dir label log-format log-timestamp materialize no-push no-push-cache oci-layout-path pre-cleanup " +
	"preserve-context push-ignore-immutable-tag-errors push-retry registry-certificate registry-client-cert " +
	"registry-map registry-mirror reproducible single-snapshot skip-default-registry-fallback " +
	"skip-push-permission-check skip-tls-verify skip-tls-verify-pull skip-tls-verify-registry skip-unused-stages " +
	"snapshot-mode snapshotMode tar-path tarPath target use-new-run verbosity whitelist-var-run"

// row is a row of a table of a page, by cells.
type row []string

// rowsBelow are the rows of the tables between two headings of a page.
func rowsBelow(t *testing.T, page, heading string) (rows []row) {
	t.Helper()
	text, err := os.ReadFile("../../../../docs/" + page)
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(text), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("%s has no heading %q", page, heading)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	header := true
	for line := range strings.Lines(section) {
		if !strings.HasPrefix(line, "|") {
			header = true
			continue
		}
		if header {
			header = false
			continue
		}
		line = strings.Trim(strings.TrimSpace(line), "|")
		if strings.HasPrefix(line, "---") {
			continue
		}
		var cells row
		for cell := range strings.SplitSeq(strings.ReplaceAll(line, `\|`, "\x00"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, cells)
	}
	return rows
}

var (
	quoted    = regexp.MustCompile("`([^`]+)`")
	oneLetter = regexp.MustCompile(`^-\w$`)
	longFlag  = regexp.MustCompile(`--([A-Za-z][A-Za-z0-9-]*)`)
)

// once checks that the first cells name each of some words once, and nothing else.
func once(t *testing.T, page string, rows []row, words string) {
	t.Helper()
	found := map[string]int{}
	for _, r := range rows {
		for _, name := range quoted.FindAllStringSubmatch(r[0], -1) {
			if !oneLetter.MatchString(name[1]) {
				found[strings.TrimPrefix(name[1], "--")]++
			}
		}
	}
	want := strings.Fields(words)
	for _, name := range want {
		if found[name] != 1 {
			t.Errorf("docs/%s has %s in %d rows", page, name, found[name])
		}
	}
	for name := range found {
		if !slices.Contains(want, name) {
			t.Errorf("docs/%s has %s, which is not there", page, name)
		}
	}
}

func newRoot() *cobra.Command { return (&app{in: os.Stdin, out: os.Stdout, err: os.Stderr}).root() }

// hasFlag reports whether a command takes a flag.
func hasFlag(cmd *cobra.Command, name string) bool {
	return cmd.Flags().Lookup(name) != nil || cmd.InheritedFlags().Lookup(name) != nil
}

// TestDockerFlagsOnThePage: docs/migrate-docker.md has each flag of docker, and cooper build accepts
// those of which it says so.
func TestDockerFlagsOnThePage(t *testing.T) {
	const page = "migrate-docker.md"
	rows := rowsBelow(t, page, "Flags of docker build and docker buildx build")
	once(t, page, rows, dockerFlags)
	root := newRoot()
	build, _, err := root.Find([]string{"build"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		for _, flag := range longFlag.FindAllStringSubmatch(r[0], -1) {
			if there := r[1] != "not there"; there != hasFlag(build, flag[1]) {
				t.Errorf("docs/%s: --%s: %s", page, flag[1], r[1])
			}
		}
		if !slices.Contains([]string{"the same", "accepted", "another one", "not there"}, r[1]) {
			t.Errorf("docs/%s: %s is %q", page, r[0], r[1])
		}
		if err := flagsExist(root, r[2]); err != nil {
			t.Errorf("docs/%s: %s: %v", page, r[0], err)
		}
	}
}

// TestDockerCommandsOnThePage: cooper has the commands of which docs/migrate-docker.md says so.
func TestDockerCommandsOnThePage(t *testing.T) {
	const page = "migrate-docker.md"
	elsewhereNames := map[string]bool{}
	for _, e := range elsewhere {
		for _, name := range strings.Fields(e.names) {
			elsewhereNames[name] = true
		}
	}
	seen := 0
	for _, r := range rowsBelow(t, page, "Commands") {
		for _, name := range quoted.FindAllStringSubmatch(r[0], -1) {
			seen++
			_, rest, err := newRoot().Find(strings.Fields(name[1]))
			there := err == nil && len(rest) == 0 && !elsewhereNames[name[1]]
			if there != (r[1] != "not there") {
				t.Errorf("docs/%s: %s: %s", page, name[1], r[1])
			}
		}
	}
	if seen < 50 {
		t.Errorf("docs/%s: only %d commands were found", page, seen)
	}
}

// TestActionInputsOnThePage: docs/migrate-docker.md has each input of the action of docker.
func TestActionInputsOnThePage(t *testing.T) {
	const page = "migrate-docker.md"
	rows := rowsBelow(t, page, "GitHub Actions")
	once(t, page, rows, actionInputs)
	checkCounterparts(t, page, rows)
}

// TestKanikoFlagsOnThePage: docs/migrate-kaniko.md has each flag of kaniko.
func TestKanikoFlagsOnThePage(t *testing.T) {
	const page = "migrate-kaniko.md"
	rows := rowsBelow(t, page, "Flags")
	once(t, page, rows, kanikoFlags)
	checkCounterparts(t, page, rows)
}

// TestKanikoHints: each hint is about a flag of kaniko that cooper build does not have, and names flags
// that it has.
func TestKanikoHints(t *testing.T) {
	build, _, err := newRoot().Find([]string{"build"})
	if err != nil {
		t.Fatal(err)
	}
	for name, hint := range kanikoHints {
		if hasFlag(build, name) || !slices.Contains(strings.Fields(kanikoFlags), name) {
			t.Errorf("--%s needs no hint", name)
		}
		for _, flag := range longFlag.FindAllStringSubmatch(hint, -1) {
			if !hasFlag(build, flag[1]) {
				t.Errorf("the hint for --%s: cooper build has no --%s", name, flag[1])
			}
		}
		var told *engine.Error
		if !errors.As(explainFlag(build, errors.New("unknown flag: --"+name)), &told) || told.Hint != hint {
			t.Errorf("--%s is explained by %v", name, told)
		}
	}
}

// checkCounterparts checks that cooper build accepts the flags of the second cells, and some command of
// cooper those of the third ones.
func checkCounterparts(t *testing.T, page string, rows []row) {
	t.Helper()
	root := newRoot()
	build, _, err := root.Find([]string{"build"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		for _, flag := range longFlag.FindAllStringSubmatch(r[1], -1) {
			if !hasFlag(build, flag[1]) {
				t.Errorf("docs/%s: %s: cooper build has no --%s", page, r[0], flag[1])
			}
		}
		if err := flagsExist(root, r[2]); err != nil {
			t.Errorf("docs/%s: %s: %v", page, r[0], err)
		}
	}
}

// flagsExist reports flags of a text that no command has. A text in quotes may begin with a command.
func flagsExist(root *cobra.Command, text string) error {
	for _, code := range quoted.FindAllStringSubmatch(text, -1) {
		words := strings.Fields(code[1])
		cmd, _, _ := root.Find([]string{"build"})
		if len(words) > 1 && words[0] == "cooper" {
			cmd, _, _ = root.Find(words[1:])
		} else if !strings.HasPrefix(code[1], "--") {
			continue
		}
		for _, flag := range longFlag.FindAllStringSubmatch(code[1], -1) {
			if !hasFlag(cmd, flag[1]) {
				return fmt.Errorf("%s has no --%s", cmd.CommandPath(), flag[1])
			}
		}
	}
	return nil
}
