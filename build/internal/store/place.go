package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
	"go.podman.io/storage/types"
)

// systemFiles are the system's storage.conf files. The first existing one counts.
var systemFiles = []string{"/etc/containers/storage.conf", "/usr/share/containers/storage.conf"}

// placeFile is the part of a storage.conf that names the directories of the store.
type placeFile struct {
	Storage struct {
		GraphRoot    string `toml:"graphroot"`
		RunRoot      string `toml:"runroot"`
		RootlessPath string `toml:"rootless_storage_path"`
	} `toml:"storage"`
}

// rootlessPlace is where the store of an ordinary user lies, in the order in which
// podman, buildah and skopeo look (containers-storage.conf(5)):
//
//	graphroot, then rootless_storage_path, of the user's own file
//	rootless_storage_path of the system's; its graphroot and runroot are root's
//	the user's data and runtime directories
//
// The library that is built in here takes the system's graphroot too, which theirs
// of most distributions does not. What a file of the user's says it has read already.
func rootlessPlace(uid int, read types.StoreOptions) (graph, run string, err error) {
	own, err := userPlaces()
	if err != nil {
		return "", "", err
	}
	system, err := firstPlace(systemFiles)
	if err != nil {
		return "", "", err
	}
	if graph, run, err = userDirectories(uid); err != nil {
		return "", "", err
	}
	if path := system.Storage.RootlessPath; path != "" {
		graph = expand(path, uid)
	}
	for _, file := range own { // the last wins
		if path := file.Storage.RootlessPath; path != "" {
			graph = expand(path, uid)
		}
	}
	for _, file := range own {
		if file.Storage.GraphRoot != "" {
			graph = read.GraphRoot
		}
		if file.Storage.RunRoot != "" {
			run = read.RunRoot
		}
	}
	return graph, run, nil
}

// userPlaces reads the files that are the user's own, the most important last.
func userPlaces() (out []placeFile, err error) {
	var files []string
	if file := os.Getenv("CONTAINERS_STORAGE_CONF"); file != "" {
		files = append(files, file)
	} else {
		config, err := os.UserConfigDir()
		if err != nil {
			return nil, err
		}
		dir := filepath.Join(config, "containers")
		more, err := filepath.Glob(filepath.Join(dir, "storage.conf.d", "*.conf"))
		if err != nil {
			return nil, err
		}
		files = append(append(files, filepath.Join(dir, "storage.conf")), more...)
	}
	if file := os.Getenv("CONTAINERS_STORAGE_CONF_OVERRIDE"); file != "" {
		files = append(files, file)
	}
	for _, file := range files {
		read, err := firstPlace([]string{file})
		if err != nil {
			return nil, err
		}
		out = append(out, read)
	}
	return out, nil
}

func firstPlace(files []string) (out placeFile, err error) {
	for _, file := range files {
		if _, err = toml.DecodeFile(file, &out); !errors.Is(err, fs.ErrNotExist) {
			return out, err
		}
	}
	return placeFile{}, nil
}

// expand expands a path of storage.conf like the library.
func expand(path string, uid int) string {
	path = os.ExpandEnv(strings.ReplaceAll(path, "$UID", strconv.Itoa(uid)))
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return filepath.Clean(path)
}

func userDirectories(uid int) (graph, run string, err error) {
	data := os.Getenv("XDG_DATA_HOME")
	if data == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", "", err
		}
		data = filepath.Join(home, ".local/share")
	}
	run = os.Getenv("XDG_RUNTIME_DIR")
	if run == "" {
		run = filepath.Join(os.TempDir(), fmt.Sprintf("storage-run-%d", uid))
	}
	return filepath.Join(data, "containers/storage"), filepath.Join(run, "containers"), nil
}
