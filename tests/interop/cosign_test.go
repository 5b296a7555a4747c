package interop

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/internal/testregistry"
	"github.com/cooper-build/cooper/internal/testsigstore"
)

// cosign verifies the image and its provenance, signed with a key and with the identity of a CI job.
func TestCosign(t *testing.T) {
	cosign := testenv.Tool(t, "cosign")
	h := newHome(t)
	address, sigstore := testregistry.Start(t), testsigstore.Start(t)
	key, trusted := filepath.Join(h.dir, "k"), filepath.Join(h.dir, "trusted.json")
	token := filepath.Join(h.dir, "token")
	if err := build.GenerateKeyPair(key, []byte("secret")); err != nil {
		t.Fatal(err)
	}
	h.write("trusted.json", string(sigstore.TrustedRoot))
	h.write("token", sigstore.Token)
	engine := h.engine()
	push := func(name string, key build.Key) string {
		t.Helper()
		insecure := false
		request := build.PushRequest{
			Image: "app", Destination: address + "/" + name, Access: build.Access{TLSVerify: &insecure},
		}
		request.Sign = key
		pushed, err := engine.Push(t.Context(), request)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimPrefix(pushed.Reference, "docker://")
	}
	byKey := push("cosign/key:1", build.Key{PrivateKeyFile: key + ".key", Passphrase: []byte("secret")})
	byIdentity := push("cosign/identity:1", build.Key{
		Keyless: true, TokenFile: token, FulcioURL: sigstore.FulcioURL, RekorURL: sigstore.RekorURL,
	})
	withKey := []string{"--key", key + ".pub", "--insecure-ignore-tlog"}
	withIdentity := []string{
		"--trusted-root", trusted, "--insecure-ignore-sct", "--certificate-identity", testsigstore.Subject,
		"--certificate-oidc-issuer", testsigstore.Issuer,
	}
	for _, test := range []struct {
		image string
		args  []string
		works bool
	}{
		{byKey, withKey, true},
		{byIdentity, withIdentity, true},
		{byIdentity, withKey, false},
		{byIdentity, append(withIdentity[:5:5], "--certificate-oidc-issuer", "https://other.example.com"), false},
	} {
		for _, verb := range [][]string{{"verify"}, {"verify-attestation", "--type", "slsaprovenance1"}} {
			args := append(append(verb, test.args...), "--allow-insecure-registry", test.image)
			out, err := exec.Command(cosign, args...).CombinedOutput()
			if (err == nil) != test.works {
				t.Errorf("cosign %s: %v\n%s", strings.Join(args, " "), err, out)
			}
		}
	}
}
