package mount_test

import (
	"encoding/csv"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/imagebuilder/mount"
)

func asWritten(word string) (string, error) { return word, nil }

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"type=cache,target=/c":                        "",
		"target=/x,source=a,from=b,rw,z,noexec":       "",
		"type=cache,target=/c,sharing=private,U":      "",
		"type=tmpfs,target=/t,size=1g,tmpfs-mode=700": "",
		"type=secret,target=/run/x,uid=1,gid=2":       "",
		"type=ssh,required":                           "",
		"type=bind,target=/x,bind-propagation=rslave": "",
		"type=cahce,target=/c":                        `unknown type "cahce"`,
		"type=cache,taget=/c":                         `unknown option "taget" (did you mean target?)`,
		"type=bind,target=/x,size=1":                  "size is not an option of type bind",
		"type=secret":                                 "a secret needs an id or a target",
		"type=secret,id=a,source=b":                   "use one of them",
		"type=secret,id=a,from=b":                     "from is not an option of type secret",
		"type=cache,target=/c,sharing=some":           "invalid sharing=some: use shared, private or locked",
		"type=cache,target=/c,mode=999":               "use an octal mode",
		"type=cache,target=/c,uid=-1":                 "use a number from 0",
		"type=tmpfs,target=/t,size=-1":                "use a size",
		"type=bind,target=/x,ro=maybe":                "use true or false",
		"type=bind,target=/x,bind-propagation=any":    "bind-propagation=any:",
		"type=bind,target=/x,relabel=yes":             "relabel=yes:",
		"type=bind,target":                            "target needs a value",
		"type=bind,nosuid=1":                          "nosuid does not take a value",
		"type=bind,target=/x,suid":                    "suid is not supported",
		`type="bind`:                                  "--mount=",
	} {
		_, err := mount.Parse(text, asWritten)
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", text, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}

// FuzzParse: what is accepted obeys the rules of its kind, From agrees with it,
// printing it and reading that again gives the same, and no key or word passes
// that is not in a list.
func FuzzParse(f *testing.F) {
	f.Add("type=cache,target=/c,id=x,sharing=locked,mode=0755,uid=1")
	f.Add("type=bind,from=stage,source=/a,target=/b,rw")
	f.Add("type=secret,id=x,env=Y,required")
	f.Add("type=bind,target=/x,bind-propagation=rslave,rprivate,noexec,z")
	f.Add("type=tmpfs,target=/t,size=1g,tmpfs-mode=700,nosuid")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := mount.Parse(text, asWritten)
		if err != nil {
			return
		}
		switch {
		case m.Mode != nil && *m.Mode > 0o7777:
			t.Errorf("%q: mode %o", text, *m.Mode)
		case m.Size < 0, m.Size != 0 && m.Kind != mount.Tmpfs:
			t.Errorf("%q: size %d", text, m.Size)
		case m.Kind == mount.Secret && m.ID == "":
			t.Errorf("%q: a secret without an id", text)
		case m.From != "" && m.Kind != mount.Bind && m.Kind != mount.Cache:
			t.Errorf("%q: from", text)
		}
		from, err := mount.From(text)
		if err == nil && from != m.From {
			t.Errorf("%q: From says %q, Parse %q", text, from, m.From)
		}
		checkWords(t, text, m)
		again, err := mount.Parse(printed(m), asWritten)
		if err != nil || !reflect.DeepEqual(again, m) {
			t.Errorf("%q is %+v, printed %q, which is %+v (%v)", text, m, printed(m), again, err)
		}
	})
}

// checkWords holds what was accepted against lists of what there is.
func checkWords(t *testing.T, text string, m mount.Mount) {
	keys := strings.Fields("type from source src target dst destination id env ro readonly rw readwrite sharing size " +
		"tmpfs-size required mode tmpfs-mode uid gid nosuid nodev noexec exec u chown bind-propagation private " +
		"rprivate slave rslave shared rshared z relabel")
	propagation := strings.Fields("private rprivate slave rslave shared rshared")
	fields, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		return // the reader of BuildKit takes a little more
	}
	for _, field := range fields {
		key, value, _ := strings.Cut(field, "=")
		key = strings.ToLower(key)
		if !slices.Contains(keys, key) {
			t.Errorf("%q: the key %q passes", text, key)
		}
		if key == "bind-propagation" && !slices.Contains(propagation, value) {
			t.Errorf("%q: the propagation %q passes", text, value)
		}
	}
	for _, flag := range m.Flags {
		if !slices.Contains([]string{"nosuid", "nodev", "noexec"}, flag) {
			t.Errorf("%q: the flag %q", text, flag)
		}
	}
}

// printed is a mount as text.
func printed(m mount.Mount) string {
	fields := []string{"type=" + string(m.Kind), "ro=" + strconv.FormatBool(m.ReadOnly)}
	add := func(key, value string) {
		if value != "" {
			fields = append(fields, key+"="+value)
		}
	}
	add("from", m.From)
	add("source", m.Source)
	add("target", m.Target)
	add("id", m.ID)
	add("env", m.Env)
	if m.Kind == mount.Cache {
		add("sharing", string(m.Sharing))
	}
	if m.Size != 0 {
		add("size", strconv.FormatInt(m.Size, 10))
	}
	if m.Required {
		add("required", "true")
	}
	if m.Owned {
		add("u", "true")
	}
	if m.Mode != nil {
		add("mode", strconv.FormatUint(uint64(*m.Mode), 8))
	}
	for key, id := range map[string]*uint32{"uid": m.UID, "gid": m.GID} {
		if id != nil {
			add(key, strconv.FormatUint(uint64(*id), 10))
		}
	}
	fields = append(fields, m.Words...) // m.Flags are among them
	for i, f := range fields {
		fields[i] = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
	}
	return strings.Join(fields, ",")
}
