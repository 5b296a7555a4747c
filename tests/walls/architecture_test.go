package walls

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// architecture returns a part of ARCHITECTURE.md.
func architecture(t *testing.T, begin, end string) string {
	t.Helper()
	page, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(page), begin)
	part, _, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("ARCHITECTURE.md has no part between %q and %q", begin, end)
	}
	return part
}

// packages returns the directories of the repository that have Go files.
func packages(t *testing.T) (dirs []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS("../.."), ".", func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && slices.Contains([]string{"vendor", ".git", "testdata", "bin"}, d.Name()) {
			return fs.SkipDir
		}
		if dir := path.Dir(file); err == nil && path.Ext(file) == ".go" && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

// TestPackageTable: the table of packages has a row for each package, and each row has a
// package.
func TestPackageTable(t *testing.T) {
	var rows []string
	table := architecture(t, "## Packages\n", "\nPages:")
	for _, match := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| .+ \\|$").FindAllStringSubmatch(table, -1) {
		if slices.Contains(rows, match[1]) {
			t.Errorf("%s has two rows", match[1])
		}
		rows = append(rows, match[1])
	}
	found := packages(t)
	for _, dir := range found {
		if !slices.Contains(rows, dir) {
			t.Errorf("package %s has no row", dir)
		}
	}
	for _, row := range rows {
		if !slices.Contains(found, row) {
			t.Errorf("row %s has no package", row)
		}
	}
}

// TestPackageDocs: each package has a comment that says what it is.
func TestPackageDocs(t *testing.T) {
	for _, dir := range packages(t) {
		files, err := filepath.Glob(filepath.Join("../..", dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		documented := slices.ContainsFunc(files, func(file string) bool {
			mode := parser.PackageClauseOnly | parser.ParseComments
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, mode)
			if err != nil {
				t.Fatal(err)
			}
			return parsed.Doc != nil
		})
		if !documented {
			t.Errorf("package %s has no comment", dir)
		}
	}
}

// TestImportDiagram: the list of imports has the groups of packages from the top down,
// with the groups that each imports. The imports are those of the sources, tests left out.
func TestImportDiagram(t *testing.T) {
	var groups []string
	written := map[string][]string{}
	diagram := strings.Trim(architecture(t, "```imports\n", "```"), "\n")
	for line := range strings.SplitSeq(diagram, "\n") {
		fields := strings.Fields(strings.ReplaceAll(line, ",", " "))
		if line[0] != ' ' {
			groups = append(groups, fields[0])
			fields = fields[2:]
		}
		last := groups[len(groups)-1]
		written[last] = append(written[last], fields...)
	}
	real := map[string][]string{}
	for dir, list := range imports(t) {
		from := groupOf(groups, dir)
		if from == "" && !below(dir, "internal") && !below(dir, "tests") {
			t.Errorf("package %s is in no group", dir)
		}
		for _, imported := range list {
			inside, ours := strings.CutPrefix(imported, module)
			to := groupOf(groups, inside)
			if ours && from != "" && to != from && !slices.Contains(real[from], to) {
				real[from] = append(real[from], to)
			}
		}
	}
	order := func(a, b string) int { return slices.Index(groups, a) - slices.Index(groups, b) }
	for i, group := range groups {
		slices.SortFunc(real[group], order)
		if !slices.Equal(written[group], real[group]) {
			t.Errorf("%s imports\n%s", group, strings.Join(real[group], ", "))
		}
		for _, to := range real[group] {
			if slices.Index(groups, to) <= i {
				t.Errorf("%s imports %s, which is not below it", group, to)
			}
		}
	}
}

// groupOf returns the group of a package: the longest name that is a part of its path.
func groupOf(groups []string, dir string) (group string) {
	for _, g := range groups {
		if below(dir, g) && len(g) > len(group) {
			group = g
		}
	}
	return group
}
