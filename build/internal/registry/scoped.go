package registry

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/pkg/docker/config"
	"go.podman.io/image/v5/types"
)

// scopedEntry are the credentials of one registry, as docker's config.json has them.
type scopedEntry struct {
	Auth          string `json:"auth,omitempty"`
	IdentityToken string `json:"identitytoken,omitempty"`
}

// CredentialsFor are the caller's credentials for the registries of names, in the form of docker's
// config.json; nil: there are none. It has no credentials for others.
func (a Access) CredentialsFor(names []string) ([]byte, error) {
	sys, err := a.context()
	if err != nil {
		return nil, err
	}
	auths := map[string]scopedEntry{}
	for _, name := range names {
		named, err := reference.ParseNormalizedNamed(strings.TrimPrefix(name, "docker://"))
		if err != nil {
			continue // a name with variables, or of another transport
		}
		found, err := config.GetCredentialsForRef(sys, named)
		if err != nil {
			return nil, fmt.Errorf("reading the credentials of %s: %w", reference.Domain(named), err)
		}
		if found == (types.DockerAuthConfig{}) {
			continue
		}
		entry := scopedEntry{IdentityToken: found.IdentityToken}
		if found.Username != "" {
			entry.Auth = base64.StdEncoding.EncodeToString([]byte(found.Username + ":" + found.Password))
		}
		auths[named.Name()] = entry
	}
	if len(auths) == 0 {
		return nil, nil
	}
	return json.Marshal(map[string]any{"auths": auths})
}

// IsMissing reports whether a registry said that it has no such image or artifact.
func IsMissing(err error) bool {
	status, _ := statusOf(err)
	return status == http.StatusNotFound
}
