#!/bin/sh
# Installs cooper: into /usr/local as root, and into ~/.local as another user.
#
#	curl -fsSL https://github.com/cooper-build/cooper/releases/latest/download/install.sh | sh
#
# COOPER_PREFIX is another directory. COOPER_VERIFY=1 also verifies the signature of the release,
# which needs cosign.
set -eu

version=@VERSION@
checksums='@CHECKSUMS@'
releases=${COOPER_RELEASES:-https://github.com/cooper-build/cooper/releases/download}
identity=https://github.com/cooper-build/cooper/.github/workflows/release.yml@refs/tags/v$version
issuer=https://token.actions.githubusercontent.com

fail() {
	echo "install.sh: $*" >&2
	exit 1
}

fetch() {
	if command -v curl >/dev/null; then
		curl -fsSL --retry 3 -o "$2" "$1" || fail "could not download $1"
	else
		wget -q -O "$2" "$1" || fail "could not download $1 (neither curl nor wget worked)"
	fi
}

# Only a signature of the workflow that makes releases counts, or one of the key in COOPER_RELEASE_KEY.
verify() {
	command -v cosign >/dev/null || fail "COOPER_VERIFY=1 needs cosign: https://docs.sigstore.dev/cosign/system_config/installation"
	fetch "$releases/v$version/cooper_$version.sigstore.json" "$work/bundle"
	if [ -n "${COOPER_RELEASE_KEY:-}" ]; then
		set -- --key "$COOPER_RELEASE_KEY" --insecure-ignore-tlog "$@"
	else
		set -- --certificate-identity "$identity" --certificate-oidc-issuer "$issuer" "$@"
	fi
	cosign verify-blob-attestation --bundle "$work/bundle" --type https://sigstore.dev/cosign/sign/v1 "$@" >&2 ||
		fail "the signature of $archive was not accepted"
}

[ "$(uname -s)" = Linux ] || fail "cooper runs on Linux, and this is $(uname -s)"
case $(uname -m) in
x86_64) arch=amd64 ;;
aarch64) arch=arm64 ;;
*) fail "there is no release for $(uname -m): build cooper with make" ;;
esac
if [ "$(id -u)" = 0 ]; then prefix=/usr/local; else prefix=$HOME/.local; fi
prefix=${COOPER_PREFIX:-$prefix}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=cooper_${version}_linux_$arch.tar.gz
echo "downloading $archive" >&2
fetch "$releases/v$version/$archive" "$work/$archive"
printf '%s\n' "$checksums" | grep "  $archive\$" >"$work/checksums" || fail "this script has no checksum of $archive"
(cd "$work" && sha256sum --check --quiet checksums >&2) || fail "$archive is not the file that was released"
[ -z "${COOPER_VERIFY:-}" ] || verify "$work/$archive"
mkdir -p "$prefix"
tar -xzf "$work/$archive" -C "$prefix"
echo "installed $prefix/bin/cooper" >&2

case :$PATH: in *:"$prefix/bin":*) ;; *) echo "add $prefix/bin to the PATH" >&2 ;; esac
restricted=/proc/sys/kernel/apparmor_restrict_unprivileged_userns
if [ -r $restricted ] && [ "$(cat $restricted)" = 1 ]; then
	profile=$prefix/share/doc/cooper/apparmor-profile
	if [ "$(id -u)" = 0 ] && command -v apparmor_parser >/dev/null; then
		sed "s|/{usr/,usr/local/,}bin/cooper|$prefix/bin/cooper|" "$profile" >/etc/apparmor.d/cooper
		apparmor_parser --replace /etc/apparmor.d/cooper
	else
		echo "this machine allows user namespaces only with an AppArmor profile: $profile says how to load it" >&2
	fi
fi
command -v newuidmap >/dev/null ||
	echo "for images with several users, as root: apt-get install uidmap (Debian, Ubuntu), dnf install shadow-utils (Fedora)" >&2
