package sign

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"go.podman.io/image/v5/signature"
)

// Manifest signs a manifest under the name of an image with a key of GnuPG, as "simple
// signing" has it (containers-signature(5)).
func Manifest(ctx context.Context, key string, body []byte, name string) ([]byte, error) {
	out, err := signature.SignDockerManifest(body, name, gnupg{ctx}, key)
	if err != nil {
		return nil, fmt.Errorf("signing with the GnuPG key %s: %w", key, err)
	}
	return out, nil
}

// gnupg signs by the program gpg, which alone knows where private keys are: in its agent, or
// on a card. It is a signature.SigningMechanism that verifies nothing.
type gnupg struct {
	ctx context.Context //nolint:containedctx // the interface has no place for it
}

func (gnupg) Close() error { return nil }

func (gnupg) SupportsSigning() error { return nil }

func (g gnupg) Sign(input []byte, key string) ([]byte, error) {
	cmd := exec.CommandContext(g.ctx, "gpg", "--batch", "--quiet", "--local-user", key, "--output", "-", "--sign")
	cmd.WaitDelay = time.Second // its agent may hold the pipes
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &said
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.Join(err, errors.New(strings.TrimSpace(said.String())))
	}
	return out, nil
}

var errOnlySigns = errors.New("gpg is only used to sign")

func (gnupg) Verify([]byte) ([]byte, string, error) { return nil, "", errOnlySigns }

func (gnupg) UntrustedSignatureContents([]byte) ([]byte, string, error) { return nil, "", errOnlySigns }
