package walls

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestContribParses: the examples are what their programs read, and ask for the
// mode that they are named after.
func TestContribParses(t *testing.T) {
	var files []string
	for _, mode := range []string{"full", "shared-pid", "single-id", "gvisor"} {
		found, err := filepath.Glob("../../contrib/*/" + mode + ".y*ml")
		if err != nil || len(found) != 3 {
			t.Fatalf("found %d examples of mode %s: %v", len(found), mode, err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		decoder := yaml.NewDecoder(strings.NewReader(string(data)))
		var document map[string]any
		if err := decoder.Decode(&document); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		if want := "cooper doctor --need " + name; !strings.Contains(string(data), want) {
			t.Errorf("%s does not say %q", file, want)
		}
	}
}

// seccompProfile is a profile as both files have it.
type seccompProfile struct {
	DefaultAction string   `json:"defaultAction" yaml:"defaultAction"`
	Architectures []string `json:"architectures" yaml:"architectures"`
	Syscalls      []struct {
		Action   string   `json:"action" yaml:"action"`
		ErrnoRet uint     `json:"errnoRet" yaml:"errnoRet"`
		Names    []string `json:"names" yaml:"names"`
		Args     []struct {
			Index uint   `json:"index" yaml:"index"`
			Value uint64 `json:"value" yaml:"value"`
			Op    string `json:"op" yaml:"op"`
		} `json:"args" yaml:"args"`
		Comment string `json:"comment" yaml:"-"`
	} `json:"syscalls" yaml:"syscalls"`
}

// TestOperatorProfile: the profile for the Security Profiles Operator has the rules of the
// profile for nodes, each of which says why it is there.
func TestOperatorProfile(t *testing.T) {
	const dir = "../../contrib/kubernetes/seccomp/"
	var forNodes seccompProfile
	var forOperator struct{ Spec seccompProfile }
	text, err := os.ReadFile(dir + "cooper.json")
	if err == nil {
		err = json.Unmarshal(text, &forNodes)
	}
	if err != nil {
		t.Fatal(err)
	}
	if text, err = os.ReadFile(dir + "operator.yaml"); err == nil {
		err = yaml.Unmarshal(text, &forOperator)
	}
	if err != nil {
		t.Fatal(err)
	}
	for i := range forNodes.Syscalls {
		rule := &forNodes.Syscalls[i]
		if rule.Comment == "" {
			t.Errorf("nothing says why %q are there", rule.Names)
		}
		rule.Comment = ""
	}
	if a, b := fmt.Sprint(forNodes), fmt.Sprint(forOperator.Spec); a != b || len(forNodes.Syscalls) == 0 {
		t.Errorf("cooper.json and operator.yaml differ:\n%s\n%s", a, b)
	}
}

// TestLinks: what a page links to is there.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, page := range pages {
		page = "../../" + page
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), match[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}
