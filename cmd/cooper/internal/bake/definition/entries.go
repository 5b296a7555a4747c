package definition

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/tonistiigi/go-csvvalue"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// entry is a structured value, for example an output: its fields.
type entry map[string]string

// kind is what makes values of one attribute different from those of others.
type kind interface {
	attribute() string
	parse(text string) ([]entry, error)
	replaces(new, old entry) bool // reports whether a value takes the place of an earlier one
	document(entry) any           // for JSON
	text(entry) string            // as the value of a flag
}

// entries are the values of an attribute. In a file each is a string or an object.
type entries[K kind] []entry

// FromCtyValue reads the list of a file.
func (e *entries[K]) FromCtyValue(in cty.Value, path cty.Path) error {
	var k K
	if t := in.Type(); !t.IsTupleType() && !t.IsListType() && !t.IsSetType() {
		return path.NewErrorf("%s: a list is required", k.attribute())
	}
	*e = entries[K]{}
	for it := in.ElementIterator(); it.Next(); {
		_, value := it.Element()
		switch {
		case value.IsNull() || !value.IsKnown():
			continue
		case value.Type() == cty.String:
			if value.AsString() == "" {
				continue
			}
			parsed, err := k.parse(value.AsString())
			if err != nil {
				return path.NewErrorf("%s: %v", k.attribute(), err)
			}
			*e = append(*e, parsed...)
		default:
			fields, err := fieldsOf(value)
			if err != nil {
				return path.NewErrorf("%s: %v", k.attribute(), err)
			}
			*e = append(*e, fields)
		}
	}
	return nil
}

// fieldsOf are the fields of an object. A list is one field with commas between its elements.
func fieldsOf(value cty.Value) (entry, error) {
	if t := value.Type(); !t.IsObjectType() && !t.IsMapType() {
		return nil, fmt.Errorf("use a string or an object, not %s", t.FriendlyName())
	}
	out := entry{}
	for name, v := range value.AsValueMap() {
		if v.IsNull() || !v.IsKnown() {
			continue
		}
		if t := v.Type(); t.IsListType() || t.IsTupleType() {
			list, err := convert.Convert(v, cty.List(cty.String))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			var texts []string
			for _, element := range list.AsValueSlice() {
				texts = append(texts, element.AsString())
			}
			out[name] = strings.Join(texts, ",")
			continue
		}
		text, err := convert.Convert(v, cty.String)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = text.AsString()
	}
	return out, nil
}

// ToCtyValue is the list for expressions that refer to it.
func (e entries[K]) ToCtyValue() cty.Value {
	if len(e) == 0 {
		return cty.ListValEmpty(cty.Map(cty.String))
	}
	var list []cty.Value
	for _, fields := range e {
		values := map[string]cty.Value{}
		for name, value := range fields {
			values[name] = cty.StringVal(value)
		}
		if len(values) == 0 {
			list = append(list, cty.MapValEmpty(cty.String))
			continue
		}
		list = append(list, cty.MapVal(values))
	}
	return cty.ListVal(list)
}

// MarshalJSON writes the list as docker buildx bake --print does.
func (e entries[K]) MarshalJSON() ([]byte, error) {
	var k K
	list := make([]any, 0, len(e))
	for _, fields := range e {
		list = append(list, k.document(fields))
	}
	return json.Marshal(list)
}

// join adds values. One that takes the place of another has its position.
func (e entries[K]) join(more entries[K]) entries[K] {
	var k K
	var out entries[K]
	for _, fields := range slices.Concat(e, more) {
		at := slices.IndexFunc(out, func(old entry) bool { return k.replaces(fields, old) })
		if at < 0 {
			out = append(out, fields)
			continue
		}
		out[at] = fields
	}
	return out
}

// texts are the values as those of flags.
func (e entries[K]) texts() (out []string) {
	var k K
	for _, fields := range e {
		out = append(out, k.text(fields))
	}
	return out
}

// parseAll reads values of a command line or of a Compose file.
func parseAll[K kind](texts []string) (out entries[K], err error) {
	var k K
	out = entries[K]{}
	for _, text := range texts {
		if text == "" {
			continue
		}
		parsed, err := k.parse(text)
		if err != nil {
			return nil, fmt.Errorf("%s %q: %w", k.attribute(), text, err)
		}
		out = append(out, parsed...)
	}
	return out, nil
}

// parseFields reads name=value,name=value, where a field can be in quotes.
func parseFields(text string) (entry, error) {
	list, err := csvvalue.Fields(text, nil)
	if err != nil {
		return nil, err
	}
	out := entry{}
	for _, field := range list {
		name, value, ok := strings.Cut(field, "=")
		if !ok {
			return nil, fmt.Errorf("invalid field %q: use name=value", field)
		}
		out[strings.ToLower(strings.TrimSpace(name))] = value
	}
	return out, nil
}

// typed reads fields of which one must be the type.
func typed(text string) ([]entry, error) {
	fields, err := parseFields(text)
	if err == nil && fields["type"] == "" {
		err = fmt.Errorf("the type is missing: use type=NAME")
	}
	return []entry{fields}, err
}

// joinFields writes fields as parseFields reads them, the first ones first.
func joinFields(fields entry, first ...string) string {
	names := slices.Sorted(maps.Keys(fields))
	slices.SortStableFunc(names, func(a, b string) int { return rank(first, a) - rank(first, b) })
	var out []string
	for _, name := range names {
		field := name + "=" + fields[name]
		if strings.ContainsAny(field, `,"`) {
			field = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
		}
		out = append(out, field)
	}
	return strings.Join(out, ",")
}

func rank(first []string, name string) int {
	if at := slices.Index(first, name); at >= 0 {
		return at
	}
	return len(first)
}

// outputKind is output, for example type=local,dest=out.
type outputKind struct{}

func (outputKind) attribute() string            { return "output" }
func (outputKind) replaces(new, old entry) bool { return maps.Equal(new, old) }
func (outputKind) document(e entry) any         { return e }
func (outputKind) text(e entry) string          { return joinFields(e, "type", "dest") }

func (outputKind) parse(text string) ([]entry, error) {
	switch {
	case text == "-":
		return []entry{{"type": "tar", "dest": "-"}}, nil
	case !strings.ContainsAny(text, ",\"") && !strings.HasPrefix(text, "type="):
		return []entry{{"type": "local", "dest": text}}, nil
	}
	return typed(text)
}

// cacheKind is cache-from and cache-to, for example type=registry,ref=NAME.
type cacheKind struct{}

func (cacheKind) attribute() string            { return "cache" }
func (cacheKind) replaces(new, old entry) bool { return maps.Equal(new, old) }
func (cacheKind) document(e entry) any         { return e }
func (cacheKind) text(e entry) string          { return joinFields(e, "type") }

func (cacheKind) parse(text string) (out []entry, err error) {
	if strings.Contains(text, "=") {
		return typed(text)
	}
	refs, err := csvvalue.Fields(text, nil)
	for _, ref := range refs {
		out = append(out, entry{"type": "registry", "ref": ref})
	}
	return out, err
}

// attestKind is attest, for example type=provenance,mode=max.
type attestKind struct{}

func (attestKind) attribute() string                  { return "attest" }
func (attestKind) parse(text string) ([]entry, error) { return typed(text) }
func (attestKind) replaces(new, old entry) bool       { return new["type"] == old["type"] }
func (attestKind) text(e entry) string                { return joinFields(e, "type") }

func (attestKind) document(e entry) any {
	out := map[string]any{}
	for name, value := range e {
		out[name] = value
	}
	if off, err := strconv.ParseBool(e["disabled"]); err == nil {
		if out["disabled"] = off; !off {
			delete(out, "disabled")
		}
	}
	return out
}

// secretKind is secret, for example id=NAME,src=FILE.
type secretKind struct{}

func (secretKind) attribute() string            { return "secret" }
func (secretKind) replaces(new, old entry) bool { return new["id"] == old["id"] }
func (secretKind) text(e entry) string          { return joinFields(e, "id") }

func (secretKind) document(e entry) any {
	return struct {
		ID  string `json:"id,omitempty"`
		Src string `json:"src,omitempty"`
		Env string `json:"env,omitempty"`
	}{e["id"], e["src"], e["env"]}
}

func (secretKind) parse(text string) ([]entry, error) {
	fields, err := parseFields(text)
	if err != nil {
		return nil, err
	}
	if source, ok := fields["source"]; ok {
		fields["src"] = source
		delete(fields, "source")
	}
	if fields["type"] == "env" && fields["env"] == "" {
		fields["env"] = fields["src"]
		delete(fields, "src")
	}
	if kind := fields["type"]; kind != "" && kind != "env" && kind != "file" {
		return nil, fmt.Errorf("unknown type %q: use file or env", kind)
	}
	delete(fields, "type")
	for name := range fields {
		if !slices.Contains([]string{"id", "src", "env"}, name) {
			return nil, fmt.Errorf("unknown field %q: use id, src, env or type", name)
		}
	}
	return []entry{fields}, nil
}

// sshKind is ssh, for example default or ID=KEY,KEY.
type sshKind struct{}

func (sshKind) attribute() string            { return "ssh" }
func (sshKind) replaces(new, old entry) bool { return new["id"] == old["id"] }

func (sshKind) parse(text string) ([]entry, error) {
	id, paths, given := strings.Cut(text, "=")
	if !given {
		return []entry{{"id": id}}, nil
	}
	return []entry{{"id": id, "paths": paths}}, nil
}

func (sshKind) text(e entry) string {
	if e["paths"] == "" {
		return e["id"]
	}
	return e["id"] + "=" + e["paths"]
}

func (sshKind) document(e entry) any {
	var paths []string
	if e["paths"] != "" {
		paths = strings.Split(e["paths"], ",")
	}
	return struct {
		ID    string   `json:"id,omitempty"`
		Paths []string `json:"paths,omitempty"`
	}{e["id"], paths}
}

// policyKind is policy.
type policyKind struct{}

func (policyKind) attribute() string        { return "policy" }
func (policyKind) replaces(_, _ entry) bool { return false }
func (policyKind) document(e entry) any     { return e }
func (policyKind) text(e entry) string      { return joinFields(e) }
func (policyKind) parse(text string) ([]entry, error) {
	fields, err := parseFields(text)
	return []entry{fields}, err
}
