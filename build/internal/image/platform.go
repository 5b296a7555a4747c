package image

import (
	"runtime"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// HostPlatform is the platform of this machine.
func HostPlatform() ocispec.Platform {
	p := platforms.Normalize(platforms.DefaultSpec())
	return ocispec.Platform{OS: "linux", Architecture: runtime.GOARCH, Variant: p.Variant}
}
