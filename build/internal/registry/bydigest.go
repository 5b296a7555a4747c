package registry

import (
	"errors"
	"fmt"
	"strings"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/imagebuilder"
)

// ByDigest is the destination of a push that gives an image no tag in the repository of a name.
func ByDigest(name string) (string, error) {
	named, err := reference.ParseNormalizedNamed(strings.TrimPrefix(name, "docker://"))
	if err != nil {
		return "", invalidName("destination", name, err)
	}
	if !reference.IsNameOnly(named) {
		return "", imagebuilder.WithHint(
			fmt.Errorf("%s has a tag or a digest, and the image is pushed without one", name), "use "+named.Name())
	}
	return "docker://" + named.Name() + docker.UnknownDigestSuffix, nil
}

// isByDigest reports whether a destination is one of ByDigest.
func isByDigest(ref types.ImageReference) bool {
	return ref.Transport() == docker.Transport &&
		strings.HasSuffix(ref.StringWithinTransport(), docker.UnknownDigestSuffix)
}

// checkByDigest refuses signatures of an image whose name is known only after the push.
func checkByDigest(ref types.ImageReference, o *PushOptions) error {
	if !isByDigest(ref) || !o.Sign.InImage() && o.GnuPG == "" {
		return nil
	}
	return imagebuilder.WithHint(errors.New("a signature has the name of an image, and a push by digest gives it none"),
		"leave the signature out, and sign the image of `cooper buildx imagetools create`")
}

// digested is the name of an image that was pushed by its digest.
func digested(ref types.ImageReference, body []byte) (types.ImageReference, error) {
	named, err := reference.WithDigest(reference.TrimNamed(ref.DockerReference()), digest.FromBytes(body))
	if err != nil {
		return nil, err
	}
	return docker.NewReference(named)
}
