#!/bin/sh
# kubelet.sh DIRECTORY NODE: a kubelet, in a mount namespace of its own. It sets sysctls that
# belong to the whole host, so it gets files in their place. Nobody else may see these: a new
# /proc cannot be mounted where parts of the old one are covered.
set -eu
dir=$1 node=$2
sysctl() {
	file=/run/sysctl.$(echo "$1" | tr / .)
	echo "$2" >"$file"
	mount --bind "$file" "/proc/sys/$1"
}
sysctl vm/overcommit_memory 1
sysctl vm/panic_on_oom 0
sysctl kernel/panic 10
sysctl kernel/panic_on_oops 1
sysctl kernel/keys/root_maxkeys 1000000
sysctl kernel/keys/root_maxbytes 25000000
exec "$dir/bin/kube" kubelet --config "$dir/$node/kubelet.yaml" --kubeconfig "$dir/admin.conf" \
	--hostname-override "$node" --node-ip 10.0.2.100
