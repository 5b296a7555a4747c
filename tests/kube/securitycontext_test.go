//go:build kube

package kube

import (
	"path/filepath"
	"testing"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// Ids of the host that a pod with hostUsers: false has.
const (
	podIDs     = 1 << 20
	podIDCount = 1 << 16
)

// namespaces are the namespaces of a pod and of its containers.
func (s *sandbox) namespaces() message {
	const ofContainer = 1
	m := message{"pid": ofContainer}
	if ids := s.ids(); ids != nil {
		m["userns_options"] = message{"mode": 0, "uids": ids, "gids": ids}
	}
	return m
}

// ids is the map of a pod with ids of its own.
func (s *sandbox) ids() []message {
	if s.rights.HostUsers == nil || *s.rights.HostUsers {
		return nil
	}
	return []message{{"container_id": 0, "host_id": podIDs, "length": podIDCount}}
}

// mounts are the volumes of a container. Those of a pod with ids of its own are mapped.
func (s *sandbox) mounts() []message {
	mounts := []message{
		{"container_path": contextDir, "host_path": s.contexts, "readonly": true},
		{"container_path": privateDir, "host_path": s.own},
	}
	for _, m := range mounts {
		if ids := s.ids(); ids != nil {
			m["uidMappings"], m["gidMappings"] = ids, ids
		}
	}
	return mounts
}

// securityContext translates the rights of a pod as a kubelet does.
func (s *sandbox) securityContext(t *testing.T) message {
	t.Helper()
	r := &s.rights
	m := message{
		"namespace_options": s.namespaces(),
		"run_as_user":       message{"value": r.RunAsUser},
		"no_new_privs":      r.AllowPrivilegeEscalation != nil && !*r.AllowPrivilegeEscalation,
		"capabilities": message{
			"add_capabilities": r.Capabilities.Add, "drop_capabilities": r.Capabilities.Drop,
		},
		"masked_paths": podbuild.MaskedPaths, "readonly_paths": podbuild.ReadonlyPaths,
	}
	if r.ProcMount == "Unmasked" {
		delete(m, "masked_paths")
		delete(m, "readonly_paths")
	}
	switch profile := r.SeccompProfile; profile.Type {
	case "":
		m["seccomp"] = message{"profile_type": runtimeDefault}
	case "Unconfined":
		m["seccomp"] = message{"profile_type": unconfined}
	case "Localhost":
		file, err := filepath.Abs("../../contrib/kubernetes/seccomp/" + profile.LocalhostProfile)
		if err != nil {
			t.Fatal(err)
		}
		m["seccomp"] = message{"profile_type": localhost, "localhost_ref": file}
	default:
		t.Fatalf("no such seccomp profile: %s", profile.Type)
	}
	return m
}
