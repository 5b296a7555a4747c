package registry

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/types"
)

// enableAttachments makes signatures in the registry visible to a pull when the
// policy asks for any, so that a policy.json alone is enough to enforce it.
func enableAttachments(sys *types.SystemContext, src types.ImageReference) (cleanup func(), err error) {
	if src.Transport() != docker.Transport {
		return func() {}, nil
	}
	policy, err := readPolicy(sys)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(policy)
	if err != nil {
		return nil, err
	}
	if !bytes.Contains(text, []byte(`"sigstoreSigned"`)) {
		return func() {}, nil
	}
	return writeAttachments(sys, src)
}

// writeAttachments points the library at a registries.d of our own: the
// machine's files, and one that turns signatures in the registry on for this
// image. There is no option for that.
func writeAttachments(sys *types.SystemContext, ref types.ImageReference) (cleanup func(), err error) {
	dir, err := os.MkdirTemp(sys.BigFilesTemporaryDir, "registries.d-")
	if err != nil {
		return nil, fmt.Errorf("preparing signatures: %w", err)
	}
	cleanup = func() { _ = os.RemoveAll(dir) }
	identity := ref.PolicyConfigurationIdentity()
	known, err := linkConfiguration(dir, sys.RegistriesDirPath, identity)
	if err == nil && !known {
		text := fmt.Sprintf("docker:\n  %q:\n    use-sigstore-attachments: true\n", identity)
		err = os.WriteFile(filepath.Join(dir, "zz-cooper.yaml"), []byte(text), 0o600)
	}
	if err != nil {
		cleanup()
		return nil, fmt.Errorf("preparing signatures: %w", err)
	}
	sys.RegistriesDirPath = dir
	return cleanup, nil
}

// linkConfiguration links the files of registries.d into dir, the most specific
// directory winning, and says whether one of them has a section for identity.
func linkConfiguration(dir, given, identity string) (known bool, err error) {
	sources := []string{given}
	if given == "" {
		sources = []string{"/usr/share/containers/registries.d", "/etc/containers/registries.d"}
		if config, err := os.UserConfigDir(); err == nil {
			sources = append(sources, filepath.Join(config, "containers/registries.d"))
		}
	}
	for _, source := range sources {
		files, err := filepath.Glob(filepath.Join(source, "*.yaml"))
		if err != nil {
			return false, err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return false, err
			}
			known = known || strings.Contains(string(text), identity+":") ||
				strings.Contains(string(text), identity+`":`)
			link := filepath.Join(dir, filepath.Base(file))
			_ = os.Remove(link)
			if err := os.Symlink(file, link); err != nil {
				return false, err
			}
		}
	}
	return known, nil
}
