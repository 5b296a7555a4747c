package build

import (
	"context"

	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/sign"
)

// Pull fetches an image into the local store and returns its id. An image that
// the signature policy refuses is an *Error with ErrPolicy.
func (e *Engine) Pull(ctx context.Context, req PullRequest) (id string, err error) {
	req.AllTags = false
	ids, err := e.PullAll(ctx, req)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// PullAll is Pull for as many images as the request means.
func (e *Engine) PullAll(ctx context.Context, req PullRequest) (ids []string, err error) {
	return invoke(ctx, e, call.Pull, req, req.OnEvent)
}

// Push sends an image and signs it there.
func (e *Engine) Push(ctx context.Context, req PushRequest) (Pushed, error) {
	return invoke(ctx, e, call.Push, req, req.OnEvent)
}

// Verify checks what an image of a registry proves: who signed it, how it was built, and of what. An
// image that does not prove it is no error: see Verification.OK.
func (e *Engine) Verify(ctx context.Context, req VerifyRequest) (Verification, error) {
	return invoke(ctx, e, call.Verify, req, nil)
}

// GenerateKeyPair makes prefix.key, encrypted with the passphrase, and
// prefix.pub, in the form of cosign. It replaces no file.
func GenerateKeyPair(prefix string, passphrase []byte) error {
	if err := sign.GenerateKeyPair(prefix, passphrase); err != nil {
		return describe(err)
	}
	return nil
}

// Login checks a password with a registry and saves it. It returns the file.
func Login(ctx context.Context, access Access, host, user, password string) (file string, err error) {
	file, err = registry.Login(ctx, registry.Access{Access: access}, host, user, password)
	if err != nil {
		return "", describe(err)
	}
	return file, nil
}

// LoggedIn returns who is logged in to a registry; empty: nobody.
func LoggedIn(access Access, host string) (user string, err error) {
	return registry.User(registry.Access{Access: access}, host)
}

// Logout forgets the password of a registry, or of all when host is empty.
func Logout(access Access, host string) error {
	if err := registry.Logout(registry.Access{Access: access}, host); err != nil {
		return describe(err)
	}
	return nil
}
