// Package mount parses the value of RUN --mount: the options of BuildKit, and the options
// that buildah adds.
package mount

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docker/go-units"
	"github.com/tonistiigi/go-csvvalue"

	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// Kind is the type of a mount.
type Kind string

// The kinds.
const (
	Bind   Kind = "bind"   // files of the context, a stage or an image
	Cache  Kind = "cache"  // a directory that outlives the build
	Tmpfs  Kind = "tmpfs"  // an empty directory in memory
	Secret Kind = "secret" // a file or variable that nothing keeps
	SSH    Kind = "ssh"    // the socket of an agent
)

var kinds = []Kind{Bind, Cache, Tmpfs, Secret, SSH}

// Sharing says what happens when several commands want a cache at once.
type Sharing string

// The ways of sharing.
const (
	Shared  Sharing = "shared"  // all use it
	Private Sharing = "private" // each has one of its own
	Locked  Sharing = "locked"  // one after another
)

// Mount is a mount as written, after expansion. Which fields mean something
// depends on its kind.
type Mount struct {
	Kind     Kind
	From     string // stage, image or named context
	Source   string // path below what From names
	Target   string // as written; empty where it has a default
	ID       string // of a cache, secret or agent
	ReadOnly bool
	Sharing  Sharing
	Size     int64 // of a tmpfs, in bytes; 0: no limit
	CopyUp   bool  // a tmpfs begins with what the image has at the target
	Required bool
	Env      string // variable that gets the secret; empty: none
	Mode     *uint32
	UID, GID *uint32
	Owned    bool     // the source is chowned to the command's user (U)
	Flags    []string // of nosuid, nodev, noexec and tmpcopyup
	// Words are the Flags, their opposites, propagations and z, as -v has them: what
	// means something for files of the host, which a mount of a RUN does not show.
	Words []string
}

// Expander replaces variables in a word.
type Expander func(word string) (string, error)

// Parse reads the value of one --mount.
func Parse(text string, expand Expander) (Mount, error) {
	fields, err := csvvalue.Fields(text, nil)
	if err != nil {
		return Mount{}, fmt.Errorf("--mount=%s: %w", text, err)
	}
	p := parser{Mount: Mount{Kind: Bind}}
	for _, field := range fields {
		key, value, hasValue := strings.Cut(field, "=")
		o := option{key: strings.ToLower(key), value: value, bare: !hasValue}
		if o.key != "from" && hasValue {
			if o.value, err = expand(value); err != nil {
				return Mount{}, err
			}
		}
		if err := p.set(o); err != nil {
			return Mount{}, fmt.Errorf("--mount=%s: %w", text, err)
		}
	}
	if err := p.check(); err != nil {
		return Mount{}, fmt.Errorf("--mount=%s: %w", text, err)
	}
	return p.Mount, nil
}

// From is what a mount takes its files from, without expanding anything: stages
// must be known before arguments are.
func From(text string) (string, error) {
	fields, err := csvvalue.Fields(text, nil)
	if err != nil {
		return "", fmt.Errorf("--mount=%s: %w", text, err)
	}
	from := ""
	for _, field := range fields {
		key, value, _ := strings.Cut(field, "=")
		key = strings.ToLower(key)
		if _, known := options[key]; !known {
			return "", fmt.Errorf("--mount=%s: %w", text, unknown(key))
		}
		if key != "from" {
			continue
		}
		from = value
	}
	return from, nil
}

// parser is a mount being read.
type parser struct {
	Mount
	access bool // ro or rw was given
	seen   []string
}

type option struct {
	key, value string
	bare       bool // without "="
}

// options are the setters of all keys; kinds that may have one are named where
// not all may.
var options = map[string]struct {
	set   func(*parser, option) error
	kinds []Kind
}{}

func init() {
	word := func(field func(*Mount) *string) func(*parser, option) error {
		return func(p *parser, o option) error {
			if o.bare {
				return fmt.Errorf("%s needs a value", o.key)
			}
			*field(&p.Mount) = o.value
			return nil
		}
	}
	add := func(set func(*parser, option) error, allowed []Kind, names ...string) {
		for _, name := range names {
			options[name] = struct {
				set   func(*parser, option) error
				kinds []Kind
			}{set, allowed}
		}
	}
	add((*parser).kind, nil, "type")
	add(word(func(m *Mount) *string { return &m.From }), []Kind{Bind, Cache}, "from")
	add(word(func(m *Mount) *string { return &m.Source }), []Kind{Bind, Cache, Secret}, "source", "src")
	add(word(func(m *Mount) *string { return &m.Target }), nil, "target", "dst", "destination")
	add(word(func(m *Mount) *string { return &m.ID }), []Kind{Cache, Secret, SSH}, "id")
	add(word(func(m *Mount) *string { return &m.Env }), []Kind{Secret}, "env")
	add((*parser).readOnly, nil, "ro", "readonly")
	add((*parser).readWrite, nil, "rw", "readwrite")
	add((*parser).sharing, []Kind{Cache}, "sharing")
	add((*parser).size, []Kind{Tmpfs}, "size", "tmpfs-size")
	add((*parser).copyUp, []Kind{Tmpfs}, "tmpcopyup")
	add((*parser).required, []Kind{Secret, SSH}, "required")
	add((*parser).mode, []Kind{Cache, Secret, SSH, Tmpfs}, "mode", "tmpfs-mode")
	add(number(func(m *Mount) **uint32 { return &m.UID }), []Kind{Cache, Secret, SSH}, "uid")
	add(number(func(m *Mount) **uint32 { return &m.GID }), []Kind{Cache, Secret, SSH}, "gid")
	add((*parser).flag, []Kind{Bind, Cache, Tmpfs}, "nosuid", "nodev", "noexec", "exec")
	add((*parser).never, nil, "suid", "dev")
	add((*parser).owned, []Kind{Cache}, "u", "chown")
	add(
		(*parser).propagation, []Kind{Bind, Cache}, "bind-propagation", "private", "rprivate", "slave", "rslave",
		"shared", "rshared",
	)
	add((*parser).label, []Kind{Bind, Cache}, "z", "relabel")
}

func (p *parser) set(o option) error {
	known, ok := options[o.key]
	if !ok {
		return unknown(o.key)
	}
	p.seen = append(p.seen, o.key)
	return known.set(p, o)
}

// unknown names the nearest option.
func unknown(key string) error {
	return fmt.Errorf("unknown option %q%s", key, nearest.Suffix(key, slices.Sorted(maps.Keys(options))))
}

func (p *parser) kind(o option) error {
	p.Kind = Kind(strings.ToLower(o.value))
	if !slices.Contains(kinds, p.Kind) {
		return fmt.Errorf("unknown type %q: use bind, cache, tmpfs, secret or ssh", o.value)
	}
	return nil
}

func boolean(o option) (bool, error) {
	if o.bare {
		return true, nil
	}
	b, err := strconv.ParseBool(o.value)
	if err != nil {
		return false, fmt.Errorf("invalid %s=%s: use true or false", o.key, o.value)
	}
	return b, nil
}

func (p *parser) readOnly(o option) (err error) {
	p.access = true
	p.ReadOnly, err = boolean(o)
	return err
}

func (p *parser) readWrite(o option) error {
	p.access = true
	rw, err := boolean(o)
	p.ReadOnly = !rw
	return err
}

func (p *parser) copyUp(o option) (err error) {
	if p.CopyUp, err = boolean(o); p.CopyUp {
		p.Flags = append(p.Flags, o.key)
	}
	return err
}

func (p *parser) required(o option) (err error) {
	p.Required, err = boolean(o)
	return err
}

func (p *parser) owned(o option) (err error) {
	p.Owned, err = boolean(o)
	return err
}

func (p *parser) sharing(o option) error {
	p.Sharing = Sharing(strings.ToLower(o.value))
	if !slices.Contains([]Sharing{Shared, Private, Locked}, p.Sharing) {
		return fmt.Errorf("invalid sharing=%s: use shared, private or locked", o.value)
	}
	return nil
}

func (p *parser) size(o option) (err error) {
	if p.Size, err = units.RAMInBytes(o.value); err != nil || p.Size <= 0 {
		return fmt.Errorf("invalid %s=%s: use a size, for example 64m", o.key, o.value)
	}
	return nil
}

func (p *parser) mode(o option) error {
	n, err := strconv.ParseUint(o.value, 8, 32)
	if err != nil || n > 0o7777 {
		return fmt.Errorf("invalid %s=%s: use an octal mode, for example 0755", o.key, o.value)
	}
	mode := uint32(n)
	p.Mode = &mode
	return nil
}

func number(field func(*Mount) **uint32) func(*parser, option) error {
	return func(p *parser, o option) error {
		n, err := strconv.ParseUint(o.value, 10, 32)
		if err != nil || n == 1<<32-1 {
			return fmt.Errorf("invalid %s=%s: use a number from 0 to 4294967294", o.key, o.value)
		}
		id := uint32(n)
		*field(&p.Mount) = &id
		return nil
	}
}

func (p *parser) flag(o option) error {
	if !o.bare {
		return fmt.Errorf("%s does not take a value", o.key)
	}
	p.Words = append(p.Words, o.key)
	if strings.HasPrefix(o.key, "no") {
		p.Flags = append(p.Flags, o.key)
	}
	return nil
}

// never refuses what no mount of a RUN has.
func (p *parser) never(o option) error {
	return fmt.Errorf("%s is not supported: mounts have neither set-uid programs nor devices", o.key)
}

// propagation accepts the words of mount(8). Nothing is mounted in a RUN that
// could propagate, so they change nothing.
func (p *parser) propagation(o option) error {
	word := o.value
	if o.key != "bind-propagation" {
		word = o.key
	}
	if !slices.Contains([]string{"private", "rprivate", "slave", "rslave", "shared", "rshared"}, word) {
		return fmt.Errorf("invalid bind-propagation=%s: use private, rprivate, slave, rslave, shared or rshared",
			o.value)
	}
	p.Words = append(p.Words, word)
	return nil
}

// label accepts what gives a mount an SELinux label; the sandbox uses none.
func (p *parser) label(o option) error {
	if o.key == "relabel" && o.value != "shared" && o.value != "private" {
		return fmt.Errorf("invalid relabel=%s: use shared or private", o.value)
	}
	p.Words = append(p.Words, "z")
	return nil
}

// check looks at the options together.
func (p *parser) check() error {
	for _, key := range p.seen {
		if allowed := options[key].kinds; allowed != nil && !slices.Contains(allowed, p.Kind) {
			return fmt.Errorf("%s is not an option of type %s", key, p.Kind)
		}
	}
	if !p.access {
		p.ReadOnly = p.Kind != Cache && p.Kind != Tmpfs
	}
	if p.Sharing == "" {
		p.Sharing = Shared
	}
	switch p.Kind {
	case Secret:
		return p.checkSecret()
	case Tmpfs:
		if p.CopyUp && p.Size != 0 {
			return errors.New("size is not an option of a mount with tmpcopyup: it can fill the disk of the store")
		}
	}
	return nil
}

// checkSecret finds the id of a secret.
func (p *parser) checkSecret() error {
	if p.Source != "" && p.ID != "" && p.Source != p.ID {
		return fmt.Errorf("id and source are the same option: use one of them")
	}
	if p.ID == "" {
		p.ID = p.Source
	}
	if p.ID == "" && p.Target != "" {
		p.ID = path.Base(p.Target)
	}
	if p.ID == "" {
		return fmt.Errorf("a secret needs an id or a target")
	}
	return nil
}
