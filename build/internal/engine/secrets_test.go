package engine

import (
	"slices"
	"testing"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/imagebuilder"
)

// A secret is unused only if no mount and no fetch can be meant to take it.
func TestUnusedSecrets(t *testing.T) {
	request := &api.Request{Secrets: []api.Secret{{ID: "token"}, {ID: "GIT_AUTH_TOKEN.example.org"}}}
	for _, c := range []struct {
		run  string
		want []string
	}{
		{"RUN x", []string{"token"}},
		{"RUN --mount=type=secret,id=other x", []string{"token"}},
		{"RUN --mount=type=secret,id=token x", nil},
		{"RUN --mount=type=secret,target=/etc/token x", nil},
		{"RUN --mount=type=secret,source=token,env=T x", nil},
		{"ARG ID\nRUN --mount=type=secret,id=$ID x", nil},
		{"ARG KIND\nRUN --mount=type=$KIND,id=token x", nil},
	} {
		p, err := imagebuilder.Load("Containerfile", []byte("FROM scratch\n"+c.run+"\n"), imagebuilder.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := unusedSecrets(request, p); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.run, got, c.want)
		}
	}
	allowed := &api.Request{Secrets: request.Secrets}
	allowed.Run.Security.Allow = []string{"onbuild.secrets"}
	p, err := imagebuilder.Load("Containerfile", []byte("FROM scratch\nRUN x\n"), imagebuilder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := unusedSecrets(allowed, p); len(got) != 0 {
		t.Errorf("triggers may mount %q", got)
	}
}
