#!/bin/sh
# Builds the programs of a node and of a control plane into a directory: containerd, runc,
# crictl, and kube, which is all of Kubernetes in one program. It takes about 14 minutes of
# processor time, once. The Go module proxy is needed; runc needs gcc and libseccomp-dev.
set -eu
containerd=v2.4.2 runc=v1.5.2 crictl=v1.37.0 kubernetes=v1.37.2
here=$(cd "$(dirname "$0")" && pwd)
bin=${1:?usage: binaries.sh DIRECTORY}
versions="$containerd $runc $crictl $kubernetes"
[ "$(cat "$bin/versions" 2>/dev/null)" != "$versions" ] || exit 0

mkdir -p "$bin"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
unset GOOS GOARCH
export GOFLAGS='-mod=mod -trimpath -buildvcs=false' GOWORK=off

# module MODULE VERSION: a module that depends on another one, as go install refuses
# modules that replace others.
module() {
	mkdir -p "$work/$1" && cd "$work/$1"
	printf 'module wrapper\n\ngo 1.26.0\n\nrequire %s %s\n' "$1" "$2" >go.mod
}

module github.com/opencontainers/runc $runc
CGO_ENABLED=1 go build -tags seccomp -ldflags '-s -w' -o "$bin/runc" github.com/opencontainers/runc

export CGO_ENABLED=0
module github.com/containerd/containerd/v2 $containerd
for program in containerd containerd-shim-runc-v2; do
	go build -ldflags '-s -w' -o "$bin/$program" "github.com/containerd/containerd/v2/cmd/$program"
done

module sigs.k8s.io/cri-tools $crictl
go build -ldflags '-s -w' -o "$bin/crictl" sigs.k8s.io/cri-tools/cmd/crictl

# Kubernetes' go.mod replaces its parts by directories of the repository. Published
# versions of the parts stand in for them.
mkdir "$work/kube" && cd "$work/kube"
source=$(cd / && go mod download -json "k8s.io/kubernetes@$kubernetes" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
{
	printf 'module kube\n\n'
	sed -n '/^go /p; /^godebug/p' "$source/go.mod"
	printf 'require k8s.io/kubernetes %s\n' "$kubernetes"
	sed -n "s,^\t\(k8s.io/[a-z-]*\) => ./staging.*,replace \1 => \1 v0.${kubernetes#v1.},p" "$source/go.mod"
} >go.mod
cp "$source/go.sum" .
cp "$here/../testdata/kube/main.go" .
version="-X k8s.io/component-base/version.gitVersion=$kubernetes -X k8s.io/component-base/version.gitMajor=1 \
-X k8s.io/component-base/version.gitMinor=$(echo "$kubernetes" | cut -d. -f2)"
go build -ldflags "-s -w $version" -o "$bin/kube" .

echo "$versions" >"$bin/versions"
