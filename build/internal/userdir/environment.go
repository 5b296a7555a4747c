package userdir

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Environment is the environment of a process that works for the calling user. Its
// HOME and XDG directories are ones that the user can trust, and an ordinary user
// has an XDG_RUNTIME_DIR. ignored names the variables that were not believed, with
// the reason of each.
func Environment() (env, ignored []string) {
	for _, pair := range os.Environ() {
		name, value, _ := strings.Cut(pair, "=")
		if err := checkVariable(name, value); err != nil {
			ignored = append(ignored, fmt.Sprintf("%s: %v", name, err))
			continue
		}
		if name != "XDG_RUNTIME_DIR" {
			env = append(env, pair)
		}
	}
	if len(ignored) != 0 && lookup(env, "HOME") == "" {
		if home := passwdHome(); home != "" {
			env = append(env, "HOME="+home)
		}
	}
	if dir := Runtime(); dir != "" {
		env = append(env, "XDG_RUNTIME_DIR="+dir)
	}
	return env, ignored
}

// checkVariable reports why a variable names no directory to trust.
func checkVariable(name, value string) error {
	switch name {
	case "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR":
	default:
		return nil
	}
	if value == "" {
		return nil
	}
	if name == "XDG_RUNTIME_DIR" {
		return checkRuntime(value)
	}
	if name == "HOME" {
		return checkOwner(value) // /tmp is a home that jobs have
	}
	return Check(value)
}

func lookup(env []string, name string) string {
	for _, pair := range env {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return ""
}

func passwdHome() string {
	u, err := user.LookupId(strconv.Itoa(os.Geteuid()))
	if err != nil || checkOwner(u.HomeDir) != nil {
		return ""
	}
	return u.HomeDir
}

// Runtime is the directory for files of the calling user that need not survive a reboot:
// XDG_RUNTIME_DIR, or the directory that podman uses without it, or a directory in the
// user's cache if those belong to somebody else. It is empty for root without
// XDG_RUNTIME_DIR, whose files are below /run, and if no directory can be made.
func Runtime() string {
	if dir := os.Getenv("XDG_RUNTIME_DIR"); dir != "" && checkRuntime(dir) == nil {
		return dir
	}
	if os.Geteuid() == 0 {
		return ""
	}
	uid := strconv.Itoa(os.Geteuid())
	for _, dir := range []string{"/run/user/" + uid, filepath.Join(os.TempDir(), "storage-run-"+uid)} {
		if _ = os.Mkdir(dir, 0o700); checkRuntime(dir) == nil {
			return dir
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir := filepath.Join(cache, "cooper/run")
	if os.MkdirAll(dir, 0o700) != nil || checkRuntime(dir) != nil {
		return ""
	}
	return dir
}

// checkRuntime reports why a directory is not trusted. The specification requires that the
// user owns it and nobody else has access.
func checkRuntime(dir string) error {
	var st unix.Stat_t
	if err := unix.Lstat(filepath.Clean(dir), &st); err != nil {
		return fmt.Errorf("looking at %s: %w", dir, err)
	}
	switch {
	case st.Uid != uint32(os.Geteuid()):
		return fmt.Errorf("%s belongs to user %d: %w", dir, st.Uid, ErrUntrusted)
	case st.Mode&unix.S_IFMT == unix.S_IFLNK && Check(dir) != nil:
		return Check(dir)
	case st.Mode&unix.S_IFMT == unix.S_IFDIR && st.Mode&0o022 != 0:
		return fmt.Errorf("%s can be written by others: %w", dir, ErrUntrusted)
	}
	return nil
}
