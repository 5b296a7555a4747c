#!/bin/sh
# node.sh DIRECTORY NODE: containerd, and a kubelet unless the node is only asked by crictl, in a
# mount namespace where the directories of a node are those of this one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=$1 node=$2
for place in /var/lib /var/log /run; do
	mkdir -p "$dir/$node$place"
	mount --bind "$dir/$node$place" "$place"
done
# What the kubelet mounts for a pod, containerd must see.
mkdir -p /var/lib/kubelet
mount --bind /var/lib/kubelet /var/lib/kubelet
mount --make-shared /var/lib/kubelet
PATH=$dir/bin:$PATH containerd --config "$dir/$node/containerd.toml" &
[ -f "$dir/$node/kubelet.yaml" ] || wait
unshare --mount --propagation unchanged "$here/kubelet.sh" "$dir" "$node" >"$dir/log/$node-kubelet.log" 2>&1
