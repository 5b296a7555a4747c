//go:build kube

package kube

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// release is what a job of a CI system is given to build, push and sign an image, and what says
// that it did.
type release struct {
	key, public string // files of the signature
	passphrase  string
	token       string // a secret of the build
}

// releaseContainerfile needs the context and the secret. The context has the digest of the secret.
const releaseContainerfile = `FROM registry.example.com/busybox
COPY tree/ /srv/
RUN --mount=type=secret,id=token sha256sum -c /srv/token.sha256
`

// newRelease commits the build to the repository, and makes the keys.
func (c *cluster) newRelease(t *testing.T) *release {
	t.Helper()
	dir := podbuild.Shared(t)
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	r := &release{
		key: filepath.Join(dir, "release.key"), public: filepath.Join(dir, "release.pub"),
		passphrase: "a passphrase", token: "the token of the tests",
	}
	c.user.Run(t, fmt.Sprintf("COOPER_SIGN_PASSPHRASE='%s' cooper keygen %s/release", r.passphrase, dir))
	sum := exec.Command("sh", "-c", "printf %s \"$1\" | sha256sum | sed s,-,/run/secrets/token,", "sh", r.token)
	digest, err := sum.Output()
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(c.repository, "tree/token.sha256"), digest, 0o644)
	c.commit(t, releaseContainerfile)
	return r
}

// push is the command that pushes an image and signs it with the key in a file.
func (r *release) push(image, keyFile string) string {
	return fmt.Sprintf(
		"COOPER_SIGN_PASSPHRASE='%s' cooper push --sign-by-sigstore-private-key %s %s\n", r.passphrase, keyFile, image,
	)
}

// signingKey is the content of the private key.
func (r *release) signingKey(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(r.key)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// dockerConfig has the credentials of the registry as docker stores them.
func dockerConfig() string {
	auth := base64.StdEncoding.EncodeToString([]byte(registryUser + ":" + registryPassword))
	return fmt.Sprintf(`{"auths": {"registry.example.com": {"auth": %q}}}`, auth)
}

// checkReleased: the image was signed with the key, and has the context but not the secret. An
// image without a signature shows that the policy asks for one.
func (c *cluster) checkReleased(t *testing.T, r *release, image string) {
	t.Helper()
	dir := podbuild.Shared(t)
	policy := filepath.Join(dir, "policy.json")
	writeFile(t, policy, fmt.Appendf(nil, `{"default": [{"type": "reject"}], "transports": {"docker": {%q: [
{"type": "sigstoreSigned", "keyPath": %q, "signedIdentity":
 {"type": "remapIdentity", "prefix": %[1]q, "signedPrefix": "registry.example.com"}}]}}}`, c.registry, r.public), 0o644)
	said := c.user.Run(t, strings.NewReplacer("POLICY", policy, "IMAGE", image).Replace(`
pull() { cooper --root ./verified pull -q --tls-verify=false --signature-policy POLICY $REGISTRY/$1; }
trap 'cooper --root ./verified unshare rm -rf ./verified' EXIT
pull IMAGE
if pull busybox 2>&1; then echo an image without a signature was accepted; exit 1; fi`))
	if !strings.Contains(said, "signature") {
		t.Errorf("the refusal does not speak of a signature: %s", said)
	}
	found := c.wordsIn(t, image, "tree/program", r.token)
	if !found["tree/program"] || found[r.token] {
		t.Errorf("of the context and the secret, the layers have %v", found)
	}
}

// wordsIn says which words are in the layers of an image.
func (c *cluster) wordsIn(t *testing.T, image string, words ...string) map[string]bool {
	t.Helper()
	text, err := exec.Command("sh", "-c", "zcat -f "+c.fetch(t, image)+"/blobs/sha256/*").Output()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, word := range words {
		found[word] = strings.Contains(string(text), word)
	}
	return found
}
