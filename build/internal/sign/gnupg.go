package sign

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"go.podman.io/image/v5/signature"
	"golang.org/x/sys/unix"
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
	agent, _ := g.command("gpg-connect-agent", "--no-autostart", "getinfo pid", "/bye").Output()
	if !bytes.Contains(agent, []byte("OK")) {
		// gpg starts an agent, which would stay.
		defer func() { _ = g.command("gpgconf", "--kill", "gpg-agent").Run() }()
	}
	cmd := g.command("gpg", "--batch", "--quiet", "--local-user", key, "--output", "-", "--sign")
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &said
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.Join(err, errors.New(strings.TrimSpace(said.String())))
	}
	return out, nil
}

// command is a program that runs as the caller. In the user namespace of a worker it would be
// root, and look for the agent of root.
func (g gnupg) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(g.ctx, name, args...)
	cmd.WaitDelay = time.Second // an agent may hold the pipes
	uid, uidErr := strconv.Atoi(os.Getenv("_CONTAINERS_ROOTLESS_UID"))
	gid, gidErr := strconv.Atoi(os.Getenv("_CONTAINERS_ROOTLESS_GID"))
	if uidErr != nil || gidErr != nil || uid == 0 || os.Geteuid() != 0 {
		return cmd
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  unix.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: uid, HostID: 0, Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: gid, HostID: 0, Size: 1}},
		Credential:  &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid), NoSetGroups: true},
	}
	return cmd
}

var errOnlySigns = errors.New("gpg is only used to sign")

func (gnupg) Verify([]byte) ([]byte, string, error) { return nil, "", errOnlySigns }

func (gnupg) UntrustedSignatureContents([]byte) ([]byte, string, error) { return nil, "", errOnlySigns }
