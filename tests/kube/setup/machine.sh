#!/bin/sh
# machine.sh DIRECTORY: the first process of the machine. The kernel ends all others with it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=$1
kube=$dir/bin/kube

# start NAME PROGRAM...: starts a program in the background, with a log.
start() {
	log=$dir/log/$1.log
	shift
	"$@" >"$log" 2>&1 </dev/null &
}

# again PROGRAM...: starts a program again when it ends, as an init does.
again() {
	while :; do
		"$@" || true
		sleep 0.2
	done
}

mount -t proc proc /proc
mount --bind "$dir/resolv.conf" /etc/resolv.conf
ip link set lo up
echo 1 >/proc/sys/net/ipv4/ip_forward
until ip -4 address show dev tap0 2>/dev/null | grep -q inet; do sleep 0.05; done

start dnsmasq dnsmasq --keep-in-foreground --conf-file=/dev/null --no-hosts --no-resolv --pid-file= --user=root \
	--server=10.0.2.3 --address=/example.com/10.0.2.100 --address=/registry.k8s.io/10.0.2.100
for node in cri node1 node2; do
	start "$node" unshare --mount --propagation private "$here/node.sh" "$dir" "$node"
done
start etcd etcd --data-dir "$dir/etcd" --listen-client-urls http://127.0.0.1:2379 \
	--advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380 --unsafe-no-fsync
start kube-apiserver again "$kube" kube-apiserver --etcd-servers=http://127.0.0.1:2379 --secure-port=6443 \
	--advertise-address=10.0.2.100 --endpoint-reconciler-type=none --service-cluster-ip-range=10.96.0.0/16 \
	--tls-cert-file="$dir/pki/server.crt" --tls-private-key-file="$dir/pki/server.key" \
	--service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$dir/pki/accounts.key" \
	--service-account-signing-key-file="$dir/pki/accounts.key" --token-auth-file="$dir/pki/tokens.csv" \
	--authorization-mode=RBAC --allow-privileged=true --kubelet-preferred-address-types=InternalIP
until "$kube" kubectl --kubeconfig "$dir/admin.conf" get --raw /readyz >/dev/null 2>&1; do sleep 0.2; done
start kube-controller-manager "$kube" kube-controller-manager --kubeconfig="$dir/admin.conf" --leader-elect=false \
	--root-ca-file="$dir/pki/ca.crt" --service-account-private-key-file="$dir/pki/accounts.key"
start kube-scheduler "$kube" kube-scheduler --kubeconfig="$dir/admin.conf" --leader-elect=false

cat >/dev/null
