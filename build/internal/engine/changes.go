package engine

import (
	"os"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/imagebuilder/dispatch"
)

// removal reads an element that removes: all of a list, or one.
func removal(element string) (name string, all, remove bool) {
	if element == "-" {
		return "", true, true
	}
	name, remove = strings.CutSuffix(element, "-")
	return name, false, remove && !strings.Contains(element, "=")
}

func change(list, changes []string, say func(string)) []string {
	for _, e := range changes {
		switch name, all, remove := removal(e); {
		case all:
			list = nil
		case remove:
			list = slices.DeleteFunc(list, func(have string) bool { return have == name })
		default:
			list = append(list, e)
			say(e)
		}
	}
	return list
}

// changePairs changes KEY=value pairs that keep their order.
func changePairs(list, changes []string, say func(string)) []string {
	for _, e := range changes {
		name, all, remove := removal(e)
		if all {
			list = nil
			continue
		}
		if !remove {
			name, _, _ = strings.Cut(e, "=")
		}
		at := slices.IndexFunc(list, func(have string) bool { return strings.HasPrefix(have, name+"=") })
		switch {
		case remove && at >= 0:
			list = slices.Delete(list, at, at+1)
		case remove:
		case at >= 0:
			list = append(slices.Delete(list, at, at+1), e) // as buildah has it
			say(e)
		default:
			list = append(list, e)
			say(e)
		}
	}
	return list
}

// expandPairs puts the values of variables in place of $NAME and ${NAME} in new ones,
// as buildah does: those that are there, and those before in the list. A name that is
// not set is empty; PATH is the usual one then.
func expandPairs(list, changes []string) []string {
	have := slices.Clone(list)
	out := slices.Clone(changes)
	for i, e := range changes {
		if name, value, ok := strings.Cut(e, "="); ok {
			out[i] = name + "=" + os.Expand(value, func(name string) string { return valueOf(have, name) })
		}
		have = changePairs(have, out[i:i+1], func(string) {})
	}
	return out
}

func valueOf(list []string, name string) string {
	for _, e := range list {
		if value, ok := strings.CutPrefix(e, name+"="); ok {
			return value
		}
	}
	switch name {
	case "$":
		return "$"
	case "PATH":
		return dispatch.DefaultPath
	}
	return ""
}

// changeMap changes a map; read makes its entry of an element.
func changeMap[V any](m map[string]V, changes []string, read func(string) (string, V), say func(string)) map[string]V {
	for _, e := range changes {
		switch name, all, remove := removal(e); {
		case all:
			m = nil
		case remove:
			delete(m, name)
		default:
			if m == nil {
				m = map[string]V{}
			}
			key, value := read(e)
			m[key] = value
			say(e)
		}
	}
	return m
}

func pair(e string) (key, value string) {
	key, value, _ = strings.Cut(e, "=")
	return key, value
}

func member(e string) (string, struct{}) { return e, struct{}{} }
