#!/bin/sh
# start.sh DIRECTORY: starts the machine that the nodes share, in namespaces of its own, and a
# network for it. Everything ends with the standard input: processes, mounts, cgroups and the
# directory. The logs stay, because they lie elsewhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=$1
name=$(basename "$dir")

exec 3<&0
unshare --mount --net --pid --fork --kill-child --propagation private "$here/machine.sh" "$dir" <&3 &
machine=$!
own=$(readlink /proc/self/ns/net)
while [ "$(readlink "/proc/$machine/ns/net")" = "$own" ]; do sleep 0.05; done
slirp4netns --configure --mtu=65520 --exit-fd=3 "$machine" tap0 >"$dir/log/slirp4netns.log" 2>&1 &
echo "$machine" >"$dir/pid"

wait "$machine" || true
wait
for cgroup in /sys/fs/cgroup/"$name" /sys/fs/cgroup/*/"$name"; do
	[ ! -d "$cgroup" ] || find "$cgroup" -depth -type d -exec rmdir {} +
done
rm -rf "$dir"
