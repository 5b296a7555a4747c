#!/bin/sh
# Installs what the nodes use from Debian, as root.
set -eu
missing=
need() { command -v "$1" >/dev/null 2>&1 || [ -e "$1" ] || missing="$missing $2"; }
need etcd etcd-server
need slirp4netns slirp4netns
need dnsmasq dnsmasq-base
need iptables iptables
need conntrack conntrack
need socat socat
need gcc gcc
need /usr/lib/cni/bridge containernetworking-plugins
need /usr/include/seccomp.h libseccomp-dev
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ]; then
	echo "missing:$missing" >&2
	exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 ||
	{ apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; }
