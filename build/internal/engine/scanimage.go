package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/scanreport"
	"github.com/cooper-build/cooper/imagebuilder"
)

// imageScan is a scan of images that was asked for, checked.
type imageScan struct {
	api.ScanOptions
	failOn  scanreport.Severity
	never   bool // findings refuse nothing
	ignores []scanreport.Ignored
	volumes []host.Volume
}

// maxIgnores is the size of an ignore file, in bytes.
const maxIgnores = 1 << 20

// readScan checks the options of a scan before work begins. It returns nil if none is wanted.
func readScan(o *api.ScanOptions) (s *imageScan, err error) {
	if o.IsZero() {
		if o.FailOn+o.Ignore != "" || len(o.Env)+len(o.Volumes) != 0 || o.Network {
			return nil, errors.New("nothing scans the image: use --scan COMMAND or IMAGE")
		}
		return nil, nil
	}
	s = &imageScan{ScanOptions: *o, failOn: scanreport.High, never: o.FailOn == "none"}
	if o.FailOn != "" && !s.never {
		if s.failOn, err = scanreport.ParseSeverity(o.FailOn); err != nil {
			return nil, fmt.Errorf("reading --scan-fail-on: %w", err)
		}
	}
	if o.Image == "" && !filepath.IsAbs(o.Command[0]) {
		return nil, fmt.Errorf("the scanner %s is no absolute path", o.Command[0])
	}
	if !s.reports() && o.FailOn+o.Ignore != "" {
		err := errors.New("the scanner writes no report: its exit code decides, and it has no severities")
		return nil, imagebuilder.WithHint(err, "use {OUTPUT} in the command for the file of the report")
	}
	if err := s.readVolumes(); err != nil {
		return nil, err
	}
	return s, s.readIgnores()
}

// reports reports whether the scanner writes a report.
func (s *imageScan) reports() bool { return s.names("{OUTPUT}") }

// names reports whether the command or a variable has a word.
func (s *imageScan) names(word string) bool {
	has := func(text string) bool { return strings.Contains(text, word) }
	return slices.ContainsFunc(s.Command, has) || slices.ContainsFunc(s.Env, has)
}

func (s *imageScan) readIgnores() error {
	if s.Ignore == "" {
		return nil
	}
	text, err := os.ReadFile(s.Ignore)
	if err == nil && len(text) > maxIgnores {
		err = fmt.Errorf("it has %d bytes, more than the limit of %d", len(text), maxIgnores)
	}
	if err == nil {
		s.ignores, err = scanreport.ParseIgnores(text)
	}
	if err != nil {
		return fmt.Errorf("reading the ignore file %s: %w", s.Ignore, err)
	}
	return nil
}

// readVolumes adds what the scanner sees of the host.
func (s *imageScan) readVolumes() error {
	for _, text := range s.Volumes {
		source, target, both := strings.Cut(text, ":")
		if !both {
			target = source
		}
		v, err := parseVolume(source+":"+target+":O", false)
		if err != nil {
			return err
		}
		s.volumes = append(s.volumes, v)
	}
	if s.Image == "" {
		system, err := systemVolumes(s.Command[0])
		if err != nil {
			return fmt.Errorf("looking for the scanner: %w", err)
		}
		s.volumes = append(system, s.volumes...)
	}
	return nil
}

// systemDirs are what programs of the host need: programs, libraries and certificates. Others have
// files of people and sockets of services, which would be those of the caller in the sandbox.
var systemDirs = []string{
	"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt",
	"/etc/alternatives", "/etc/ld.so.cache", "/etc/ssl/certs", "/etc/pki/tls/certs",
}

// systemVolumes show the system directories read-only, and the program if it is not in them.
func systemVolumes(program string) (list []host.Volume, err error) {
	found := false
	for _, dir := range systemDirs {
		if _, err := os.Stat(dir); err == nil {
			list = append(list, host.Volume{Source: dir, Target: dir, ReadOnly: true})
			found = found || strings.HasPrefix(program, dir+"/")
		}
	}
	if found {
		return list, nil
	}
	source, err := filepath.EvalSymlinks(program)
	return append(list, host.Volume{Source: source, Target: program, ReadOnly: true}), err
}

// title is how people know the scanner.
func (s *imageScan) title() string {
	if s.Image != "" {
		return s.Image
	}
	return filepath.Base(s.Command[0])
}

// scanImage has a scanner look at an image. It returns the report as a predicate, if there is one. A
// refusal is an *api.Error of KindPolicy.
func (b *job) scanImage(
	ctx context.Context, h *host.Host, s *imageScan, built *exec.Result, have []attest.Predicate,
) (list []attest.Predicate, err error) {
	config := apart(h)
	config.Context, config.Named, config.Run.Volumes = nil, nil, s.volumes
	if config.Pull, err = b.puller("", b.request.Access, b.emit); err != nil {
		return nil, err
	}
	if h, err = host.New(config); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	started := time.Now().UTC()
	result, err := b.runScanner(ctx, h, s, built, have)
	if err != nil {
		return nil, fmt.Errorf("scanning %s with %s: %w", cmp.Or(b.platform, "the image"), s.title(), err)
	}
	metadata := attest.ScanMetadata{StartedOn: started, FinishedOn: time.Now().UTC()}
	var refused *api.Error
	if err = b.judgeScan(s, &result); errors.As(err, &refused) && b.platform != "" {
		refused.Message = b.platform + ": " + refused.Message
	}
	if err != nil || result.report == nil {
		return nil, err
	}
	p, err := s.predicate(&result, metadata)
	if err != nil {
		return nil, err
	}
	if len(p.Body) > attest.MaxStatement/2 {
		b.warn("the report of the scanner is too large to be kept with the image")
		return nil, nil
	}
	return []attest.Predicate{p}, nil
}
