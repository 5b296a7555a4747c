//go:build deps

package cooper

import (
	_ "github.com/distribution/distribution/v3/registry"
	_ "github.com/distribution/distribution/v3/registry/storage/driver/inmemory"
	_ "github.com/mattn/go-runewidth"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/spf13/cobra"
	_ "github.com/vbatts/tar-split/tar/storage"
	_ "go.podman.io/image/v5/copy"
	_ "go.podman.io/image/v5/directory"
	_ "go.podman.io/image/v5/docker"
	_ "go.podman.io/image/v5/docker/archive"
	_ "go.podman.io/image/v5/oci/archive"
	_ "go.podman.io/image/v5/oci/layout"
	_ "go.podman.io/image/v5/pkg/cli/sigstore/params"
	_ "go.podman.io/image/v5/pkg/docker/config"
	_ "go.podman.io/image/v5/pkg/sysregistriesv2"
	_ "go.podman.io/image/v5/pkg/shortnames"
	_ "go.podman.io/image/v5/signature"
	_ "go.podman.io/image/v5/signature/sigstore"
	_ "go.podman.io/image/v5/storage"
	_ "go.podman.io/storage"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/term"
	_ "github.com/containerd/platforms"
)
