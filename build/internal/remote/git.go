package remote

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/dfgitutil"

	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// gitTime bounds one git command.
const gitTime = 10 * time.Minute

var commitName = regexp.MustCompile(`^[0-9a-f]{40}$|^[0-9a-f]{64}$`)

// redirected matches git's message about a redirect that it does not follow.
var redirected = regexp.MustCompile(`returned error: 30[1278]`)

// Git checks a repository out and returns the directory of its files, and the
// time of the commit. The directory is shared with other builds: it must not be
// written to.
func (f *Fetcher) Git(
	ctx context.Context, address, checksum string, keepGitDir bool,
) (dir string, at time.Time, err error) {
	g, err := f.newGit(address, keepGitDir)
	if err != nil {
		return "", at, err
	}
	ref := g.ref
	if checksum == "" {
		checksum = ref.Checksum
	}
	progress := f.moving(g.shown, false)
	dir, err = g.checkout(ctx, checksum)
	progress.end()
	if err != nil {
		return "", at, fmt.Errorf("git repository %s: %w", g.shown, err)
	}
	f.note(Fetched{URL: address, Commit: g.commit})
	if info, err := os.Stat(dir); err == nil {
		at = info.ModTime()
	}
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return "", at, err
	}
	defer root.Close()
	sub, err := root.Sub(ref.SubDir)
	if err != nil {
		return "", at, fmt.Errorf("git repository %s: directory %s: %w", g.shown, ref.SubDir, errors.Unwrap(err))
	}
	defer sub.Close()
	dir, err = os.Readlink(sub.ProcPath())
	return dir, at, err
}

// newGit reads the address of a repository.
func (f *Fetcher) newGit(address string, keepGitDir bool) (*git, error) {
	ref, _, err := dfgitutil.ParseGitRef(address)
	if err != nil {
		return nil, fmt.Errorf("git repository %s: %w", address, err)
	}
	if ref.IndistinguishableFromLocal {
		ref.Remote = "https://" + ref.Remote
	}
	if ref.KeepGitDir != nil {
		keepGitDir = *ref.KeepGitDir
	}
	g := &git{fetcher: f, ref: ref, keep: keepGitDir, dir: f.Dir}
	if ref.Remote, g.user, err = withoutUser(ref.Remote); err != nil {
		return nil, fmt.Errorf("git repository %s: %w", redact.URLs(address), err)
	}
	g.shown = ref.Remote
	return g, nil
}

// Commit is the commit that a reference of a repository names now.
func (f *Fetcher) Commit(ctx context.Context, address string) (string, error) {
	g, err := f.newGit(address, false)
	if err != nil {
		return "", err
	}
	commit, err := g.resolve(ctx)
	if err != nil {
		return "", fmt.Errorf("git repository %s: %w", g.shown, err)
	}
	return commit, nil
}

// NamesCommit reports whether the address of a repository has the id of a commit.
func NamesCommit(address string) bool {
	ref, _, err := dfgitutil.ParseGitRef(address)
	return err == nil && (commitName.MatchString(ref.Ref) || commitName.MatchString(ref.Checksum))
}

// At is the address of a commit of a repository.
func At(address, commit string) (string, error) {
	ref, _, err := dfgitutil.ParseGitRef(address)
	if err != nil {
		return "", fmt.Errorf("git repository %s: %w", redact.URLs(address), err)
	}
	base, _, _ := strings.Cut(address, "#")
	base, query, _ := strings.Cut(base, "?")
	out := base
	values, err := url.ParseQuery(query)
	if err != nil {
		return "", fmt.Errorf("git repository %s: %w", redact.URLs(address), err)
	}
	for _, key := range []string{"ref", "tag", "branch", "commit", "checksum"} {
		values.Del(key)
	}
	if len(values) != 0 {
		out += "?" + values.Encode()
	}
	out += "#" + commit
	if ref.SubDir != "" && !values.Has("subdir") {
		out += ":" + ref.SubDir
	}
	return out, nil
}

// withoutUser takes credentials off an address: git shows it in its arguments, and
// writes it into the configuration of the repository. The user name of ssh stays.
func withoutUser(remote string) (bare string, user *url.Userinfo, err error) {
	u, err := url.Parse(remote)
	if err != nil || u.Scheme == "" || u.User == nil {
		return remote, nil, nil // host:path, which has no password
	}
	user = u.User
	switch {
	case strings.HasPrefix(u.Scheme, "http"):
		u.User = nil
	default:
		if _, has := user.Password(); has {
			return "", nil, errors.New("ssh ignores a password in a URL: use an ssh agent or a key")
		}
		user = nil
	}
	return u.String(), user, nil
}

// git is one checkout.
type git struct {
	fetcher *Fetcher
	ref     *dfgitutil.GitRef
	user    *url.Userinfo // of the address; nil: none
	keep    bool
	shown   string
	dir     string // working directory of the commands
	commit  string // that was checked out
}

func (g *git) checkout(ctx context.Context, checksum string) (dir string, err error) {
	if _, err := exec.LookPath("git"); err != nil {
		return "", errors.New("git is not installed")
	}
	g.dir = g.fetcher.Dir
	commit, err := g.resolve(ctx)
	if err != nil {
		return "", err
	}
	g.commit = commit
	switch {
	case checksum != "" && !commitName.MatchString(checksum):
		return "", fmt.Errorf("the checksum %s is not a full commit id: %s is commit %s",
			checksum, g.refName(), commit)
	case checksum != "" && commit != checksum:
		return "", fmt.Errorf("%s is commit %s, expected %s", g.refName(), commit, checksum)
	}
	submodules := g.ref.Submodules == nil || *g.ref.Submodules
	place, unlock, err := g.fetcher.place(
		ctx, "git", fmt.Sprintf("%s %s %t %t dated", g.ref.Remote, commit, g.keep, submodules),
	)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	dir = filepath.Join(place, "tree")
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	g.dir = filepath.Join(place, "part")
	if err := os.RemoveAll(g.dir); err != nil {
		return "", err
	}
	if err := os.Mkdir(g.dir, 0o755); err != nil {
		return "", err
	}
	if err := g.fetch(ctx, commit, submodules); err != nil {
		return "", errors.Join(err, os.RemoveAll(g.dir))
	}
	return dir, os.Rename(g.dir, dir)
}

func (g *git) refName() string {
	if g.ref.Ref == "" {
		return "HEAD"
	}
	return g.ref.Ref
}

// resolve finds the commit of a branch, tag or other reference.
func (g *git) resolve(ctx context.Context) (string, error) {
	name := g.refName()
	if commitName.MatchString(name) {
		return name, nil
	}
	out, err := g.run(ctx, "ls-remote", "--", g.ref.Remote, name, name+"^{}")
	if err != nil {
		return "", err
	}
	found := map[string]string{}
	for line := range strings.Lines(out) {
		if commit, ref, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			found[ref] = commit
		}
	}
	for _, prefix := range []string{"", "refs/heads/", "refs/tags/", "refs/"} {
		for _, suffix := range []string{"^{}", ""} {
			if commit, ok := found[prefix+name+suffix]; ok && commitName.MatchString(commit) {
				return commit, nil
			}
		}
	}
	return "", fmt.Errorf("no branch, tag or reference is named %q", name)
}

func (g *git) fetch(ctx context.Context, commit string, submodules bool) error {
	if _, err := g.run(ctx, "init", "-q"); err != nil {
		return err
	}
	if _, err := g.run(ctx, "remote", "add", "--", "origin", g.ref.Remote); err != nil {
		return err
	}
	// Not every server allows to fetch a commit by its id.
	if _, err := g.run(ctx, "fetch", "-q", "--depth=1", "--no-tags", "origin", commit); err != nil {
		if _, err := g.run(ctx, "fetch", "-q", "--tags", "origin", "+refs/heads/*:refs/remotes/origin/*"); err != nil {
			return err
		}
	}
	if _, err := g.run(ctx, "checkout", "-q", "--detach", commit); err != nil {
		return err
	}
	if _, err := os.Lstat(filepath.Join(g.dir, ".gitmodules")); err == nil && submodules {
		if _, err := g.run(ctx, "submodule", "-q", "update", "--init", "--recursive", "--depth=1"); err != nil {
			return err
		}
	}
	text, err := g.run(ctx, "show", "-s", "--format=%ct", commit)
	if err != nil {
		return err
	}
	if !g.keep {
		if err := removeGitDirs(g.dir); err != nil {
			return err
		}
	}
	return dateTop(g.dir, text)
}

// dateTop sets the time of the top directory to that of the commit.
func dateTop(dir, seconds string) error {
	at, err := strconv.ParseInt(strings.TrimSpace(seconds), 10, 64)
	if err != nil {
		return err
	}
	return os.Chtimes(dir, time.Unix(at, 0), time.Unix(at, 0))
}

// removeGitDirs removes the repository's and its submodules' own files.
func removeGitDirs(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != ".git" {
			return err
		}
		if err := os.RemoveAll(name); err != nil {
			return err
		}
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
}

// run runs a git command without prompts, hooks and the configuration of the user.
func (g *git) run(ctx context.Context, args ...string) (string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, gitTime, fmt.Errorf("git %s took longer than %s", args[0], gitTime))
	defer cancel()
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = append(inherited(), g.config()...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	// The signal comes when the thread that started it ends.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
		last := lines[len(lines)-1]
		if redirected.MatchString(last) {
			last += " (redirects are not followed with credentials: use the address of the redirect)"
		}
		return "", fmt.Errorf("git %s: %s", args[0], last)
	}
	return out.String(), nil
}

// inherited are the variables that say how the network is reached.
func inherited() []string {
	env := []string{
		"GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_ALLOW_PROTOCOL=http:https:ssh:git",
		"GIT_SSH_COMMAND=ssh -o BatchMode=yes", "LC_ALL=C",
	}
	for _, name := range []string{
		"PATH", "HOME", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "SSL_CERT_DIR",
		"http_proxy", "https_proxy", "no_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
	} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// config is git's configuration as variables, which other users cannot read as
// they can arguments. The secrets GIT_AUTH_TOKEN and GIT_AUTH_HEADER, also with
// ".<host>" at the end, are credentials of the repository's host.
func (g *git) config() []string {
	pairs := [][2]string{
		{"core.hooksPath", "/dev/null"}, {"core.fsmonitor", "false"}, {"advice.detachedHead", "false"},
		{"init.defaultBranch", "main"},
		{"http.lowSpeedLimit", "1"}, {"http.lowSpeedTime", strconv.Itoa(int(max(g.fetcher.stall().Seconds(), 1)))},
		{"safe.directory", "*"}, {"transfer.fsckObjects", "true"},
	}
	if u, err := url.Parse(g.ref.Remote); err == nil && strings.HasPrefix(u.Scheme, "http") {
		// A star in git's pattern stands for other hosts. After a redirect git sends
		// the header to where that leads, so none is followed.
		if header := g.header(u.Host); header != "" && !strings.Contains(u.Host, "*") {
			scope := "http." + u.Scheme + "://" + u.Host + "/."
			pairs = append(pairs,
				[2]string{scope + "extraHeader", "Authorization: " + header},
				[2]string{scope + "followRedirects", "false"})
		}
	}
	env := []string{"GIT_CONFIG_COUNT=" + strconv.Itoa(len(pairs))}
	for i, p := range pairs {
		env = append(env, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", i, p[0]), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", i, p[1]))
	}
	return env
}

func (g *git) header(host string) string {
	if g.user != nil {
		password, _ := g.user.Password()
		return "basic " + base64.StdEncoding.EncodeToString([]byte(g.user.Username()+":"+password))
	}
	suffixes := []string{"." + host}
	if strings.HasPrefix(g.ref.Remote, "https:") {
		suffixes = append(suffixes, "") // for any host, but never in the clear
	}
	for _, suffix := range suffixes {
		if header, ok := g.fetcher.Secrets["GIT_AUTH_HEADER"+suffix]; ok {
			return strings.TrimSpace(string(header))
		}
		if token, ok := g.fetcher.Secrets["GIT_AUTH_TOKEN"+suffix]; ok {
			return "basic " +
				base64.StdEncoding.EncodeToString([]byte("x-access-token:"+strings.TrimSpace(string(token))))
		}
	}
	return ""
}
