package kubernetes

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cooper-build/cooper/build/api"
)

// node is an object of YAML or JSON.
type node = map[string]any

// containerName is the container in which cooper runs.
const containerName = "build"

// readTemplate reads what pods begin with: a Pod, a PodTemplate or the PodTemplateSpec alone.
func readTemplate(file string) (node, error) {
	if file == "" {
		return node{}, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the template of pods: %w", err)
	}
	out := node{}
	if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&out); err != nil {
		return nil, fmt.Errorf("reading the template of pods %s: %w", file, err)
	}
	if kind, _ := out["kind"].(string); kind == "PodTemplate" {
		out = child(out, "template")
	} else if kind == "Job" {
		out = child(child(out, "spec"), "template")
	} else if kind != "" && kind != "Pod" {
		return nil, badTemplate(file, "it is a "+kind)
	}
	if _, ok := out["spec"].(node); !ok {
		return nil, badTemplate(file, "it has no spec")
	}
	return out, nil
}

func badTemplate(file, why string) error {
	return &api.Error{
		Kind: api.KindUsage, Message: "the template of pods " + file + ": " + why,
		Hint: "use a PodTemplate, or {spec: {containers: [{name: build, …}]}}",
	}
}

// child is the object under a key, which is made if there is none.
func child(n node, key string) node {
	c, ok := n[key].(node)
	if !ok {
		c = node{}
		n[key] = c
	}
	return c
}

// setDefault sets a key that has no value.
func setDefault(n node, key string, value any) {
	if _, ok := n[key]; !ok {
		n[key] = value
	}
}

// named finds the object with a name in a list, or nil.
func named(list any, name string) node {
	items, _ := list.([]any)
	for _, item := range items {
		if n, ok := item.(node); ok && n["name"] == name {
			return n
		}
	}
	return nil
}

// add adds an object to a list, unless one has its name.
func add(n node, key string, item node) {
	items, _ := n[key].([]any)
	if name, ok := item["name"].(string); ok && named(items, name) != nil {
		return
	}
	n[key] = append(items, any(item))
}

// mount adds a mount, unless something is mounted there.
func mount(container node, volume, path string, more node) {
	items, _ := container["volumeMounts"].([]any)
	for _, item := range items {
		if m, ok := item.(node); ok && m["mountPath"] == path {
			return
		}
	}
	m := node{"name": volume, "mountPath": path}
	for key, value := range more {
		m[key] = value
	}
	container["volumeMounts"] = append(items, any(m))
}

// buildContainer is the container of a template in which cooper runs: the one with its name, or else the first.
func buildContainer(spec node) node {
	containers, _ := spec["containers"].([]any)
	found := named(containers, containerName)
	if found == nil && len(containers) != 0 {
		found, _ = containers[0].(node)
	}
	if found == nil {
		found = node{}
		spec["containers"] = append(containers, any(found))
	}
	found["name"] = containerName
	return found
}

// labelValue makes a label of a text.
func labelValue(text string) string {
	out := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			return r
		}
		return '-'
	}, text)
	return strings.Trim(out[:min(len(out), 63)], "-_.")
}
