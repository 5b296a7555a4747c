package registry

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/cooper-build/cooper/imagebuilder"
)

// invalidName says which part of a name is wrong, and which name would be right. err is what the
// library says, which is the same for most of these.
func invalidName(what, name string, err error) error {
	reason, right := wrongPart(name)
	if reason == "" {
		return fmt.Errorf("%s %q: %w", what, name, err)
	}
	err = fmt.Errorf("%s %q: invalid reference format: %s", what, name, reason)
	if right == "" {
		return err
	}
	return imagebuilder.WithHint(err, right)
}

var (
	validTag    = regexp.MustCompile(`^\w[\w.-]{0,127}$`)
	validDigest = regexp.MustCompile(`^[a-z0-9+._-]+:[0-9a-f]{32,}$`)
	validPart   = regexp.MustCompile(`^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$`)
)

// wrongPart looks at the parts of a name: HOST[:PORT]/PATH[:TAG][@DIGEST]. It returns a reason and a
// hint, or nothing if all parts look right.
func wrongPart(name string) (reason, hint string) {
	if strings.ContainsFunc(name, unicode.IsSpace) {
		return "it contains a space", "did you mean " + strings.Join(strings.Fields(name), "-") + "?"
	}
	rest, digest, digested := strings.Cut(name, "@")
	if digested && !validDigest.MatchString(digest) {
		return "the digest after @ is not sha256: and 64 hexadecimal digits", ""
	}
	slash := strings.LastIndex(rest, "/")
	last, tag, tagged := strings.Cut(rest[slash+1:], ":")
	path := rest[:slash+1] + last
	switch {
	case strings.Contains(tag, ":"):
		return "it has two colons, and a tag follows one", "write NAME:TAG, or HOST:PORT/NAME:TAG"
	case tagged && tag == "":
		return "the tag after the colon is empty", "did you mean " + path + "?"
	case len(tag) > 128:
		return "the tag has more than 128 characters", ""
	case tagged && !validTag.MatchString(tag):
		return fmt.Sprintf("the tag %q has a character that is no letter, digit, _ . or -", tag), ""
	}
	return wrongPath(path, strings.TrimPrefix(name, path))
}

// wrongPath looks at the host and path of a name, before its tag or digest.
func wrongPath(path, after string) (reason, hint string) {
	host := ""
	if !isShort(path) {
		host, path, _ = strings.Cut(path, "/")
		host += "/"
	}
	if path == "" {
		return "it is empty before the tag", ""
	}
	if lower := strings.ToLower(path); lower != path {
		return "repository name must be lowercase", "did you mean " + host + lower + after + "?"
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "" {
			return "a part of it between slashes is empty", ""
		}
		for _, r := range part {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune("._-", r) {
				return fmt.Sprintf("it contains %q, which is no letter, digit, . _ or -", r), ""
			}
		}
		if !validPart.MatchString(part) {
			return fmt.Sprintf("%q begins, ends or goes on with two of . _ and -", part), ""
		}
	}
	return "", ""
}
