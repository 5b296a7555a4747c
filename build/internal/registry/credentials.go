package registry

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"go.podman.io/image/v5/types"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/userdir"
)

// authFiles are the files that podman, buildah and docker keep credentials in, the
// first to be asked first: containers-auth.json(5). The library would name the first
// by its own user id, which is 0 in a worker.
func authFiles() []string {
	var files []string
	if dir := userdir.Runtime(); dir != "" {
		files = append(files, filepath.Join(dir, "containers/auth.json"))
	} else if os.Getenv("_CONTAINERS_ROOTLESS_UID") == "" && os.Geteuid() == 0 {
		files = append(files, "/run/containers/0/auth.json")
	}
	if dir, err := os.UserConfigDir(); err == nil {
		files = append(files, filepath.Join(dir, "containers/auth.json"))
	}
	home, err := os.UserHomeDir()
	if dir := os.Getenv("DOCKER_CONFIG"); dir != "" {
		files = append(files, filepath.Join(dir, "config.json"))
	} else if err == nil {
		files = append(files, filepath.Join(home, ".docker/config.json"))
	}
	if err == nil {
		files = append(files, filepath.Join(home, legacyAuthFile))
	}
	return files
}

// legacyAuthFile has the content of the member auths of the other files.
const legacyAuthFile = ".dockercfg"

// authFile is the form of all of them, as far as the library reads it.
type authFile struct {
	Auths       map[string]json.RawMessage `json:"auths"`
	CredHelpers map[string]string          `json:"credHelpers,omitempty"`
}

// AuthFile is a file of credentials that the caller has.
type AuthFile struct {
	Path string
	Err  error // why it cannot be read; its credentials are not used
}

// AuthFiles are the files of credentials that are there.
func AuthFiles() []AuthFile {
	var out []AuthFile
	for _, path := range authFiles() {
		if _, err := readAuthFile(path); !errors.Is(err, os.ErrNotExist) {
			out = append(out, AuthFile{path, err})
		}
	}
	return out
}

// readAuthFile reads one of them. A file that others forbid to read, or that lies
// where nothing can be looked up, holds no credentials of this caller.
func readAuthFile(path string) (authFile, error) {
	var content authFile
	raw, err := os.ReadFile(path)
	if err != nil {
		return content, err
	}
	if filepath.Base(path) == legacyAuthFile {
		err = json.Unmarshal(raw, &content.Auths)
	} else if len(bytes.TrimSpace(raw)) != 0 {
		err = json.Unmarshal(raw, &content)
	}
	if err != nil {
		return content, fmt.Errorf("reading credentials from %s: %w", path, err)
	}
	return content, nil
}

// mergedCredentials are the credentials of all files that can be read. For each registry or
// repository, the first file that has an entry wins.
func mergedCredentials() ([]byte, error) {
	all := authFile{Auths: map[string]json.RawMessage{}, CredHelpers: map[string]string{}}
	for _, path := range authFiles() {
		content, err := readAuthFile(path)
		var errno unix.Errno
		if errors.As(err, &errno) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for host, helper := range content.CredHelpers {
			_, taken := all.Auths[host]
			if _, ok := all.CredHelpers[host]; !ok && !taken {
				all.CredHelpers[host] = helper
			}
		}
		for key, value := range content.Auths {
			if _, ok := all.Auths[key]; !ok {
				all.Auths[key] = value
			}
		}
	}
	return json.Marshal(all)
}

// credentials keeps the merged credentials in memory files for the library, which takes
// paths. A new one is made when they have changed; the older ones stay open, as a
// transfer may be about to read them.
var credentials struct {
	sync.Mutex
	content []byte
	files   []*os.File
}

// credentialsFile is the path of a file with all credentials of the caller.
func credentialsFile() (string, error) {
	content, err := mergedCredentials()
	if err != nil {
		return "", err
	}
	credentials.Lock()
	defer credentials.Unlock()
	if len(credentials.files) == 0 || !bytes.Equal(credentials.content, content) {
		fd, err := unix.MemfdCreate("credentials", unix.MFD_CLOEXEC)
		if err != nil {
			return "", fmt.Errorf("keeping credentials: %w", err)
		}
		file := os.NewFile(uintptr(fd), "credentials")
		if _, err := file.Write(content); err != nil {
			file.Close()
			return "", fmt.Errorf("keeping credentials: %w", err)
		}
		credentials.content, credentials.files = content, append(credentials.files, file)
	}
	return fmt.Sprintf("/proc/self/fd/%d", credentials.files[len(credentials.files)-1].Fd()), nil
}

// writable are the library's options for changing the file of credentials.
func (a Access) writable() (*types.SystemContext, error) {
	if a.DockerAuthFile != "" {
		if a.AuthFile != "" {
			return nil, errors.New("two files for credentials were given: use one for docker or one for all")
		}
		sys, err := a.context()
		if err == nil {
			sys.AuthFilePath, sys.DockerCompatAuthFilePath = "", a.DockerAuthFile
		}
		return sys, err
	}
	if a.AuthFile == "" {
		a.AuthFile = os.Getenv("REGISTRY_AUTH_FILE")
	}
	if a.AuthFile == "" {
		var err error
		if a.AuthFile, err = loginFile(); err != nil {
			return nil, err
		}
	}
	return a.context()
}

// loginFile is where credentials are written when nothing else is said. It is
// the file that is read first, where that does not go with the next reboot of a
// machine on which the caller has no session.
func loginFile() (string, error) {
	files := authFiles()
	if os.Getenv("XDG_RUNTIME_DIR") != "" && len(files) != 0 {
		return files[0], nil
	}
	for _, file := range files {
		if _, err := readAuthFile(file); err == nil && filepath.Base(file) == "auth.json" {
			return file, nil
		}
	}
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "containers/auth.json"), err
}
