package cli

import "github.com/spf13/cobra"

// topics are pages of help that belong to no command.
func topics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "isolation", Short: "What a RUN command can see and do", Long: isolationTopic},
		{
			Use:   "volumes",
			Short: "Mount host directories into commands: -v source:target[:options]",
			Long:  volumesTopic,
		},
		{Use: "caching", Short: "How the build cache works", Long: cacheTopic},
		{Use: "machines", Short: "Build on other machines: --on kubernetes, --on ssh://HOST", Long: machinesTopic},
		{Use: "signing", Short: "Sign images and verify signatures", Long: signingTopic},
		{Use: "reproducible", Short: "Reproducible builds", Long: reproducibleTopic},
	}
}

const isolationTopic = `What a RUN command can see and do

Each RUN, and each command of cooper run, has its own user, mount, PID, IPC, UTS and
cgroup namespaces. Its root filesystem is the image with a layer on top. From the host
it sees the files of --volume and --mount, and a read-only /sys.

  * Its root user is the user who builds, or a subordinate id. It is never root of the
    host.
  * It has eleven capabilities (--cap-add, --cap-drop), in its own namespaces only.
  * A seccomp profile refuses system calls that containers do not need
    (--security-opt seccomp=FILE or seccomp=unconfined).
  * Its network is private if pasta is installed and /dev/net/tun can be opened. A
    private network does not reach the loopback of the host. Otherwise the command uses
    the network of the host. --network chooses private, host or none.
  * All processes that it started end with it.

Where no user namespace can be made, for example in most pods, commands run in gVisor's
kernel: a program that answers their system calls. They have their own users, processes,
mounts and capabilities there, and the network of the host or none. --isolation gvisor
uses it on every machine.

--isolation oci runs commands with an OCI runtime, for example crun or runc. cooper
doctor reports what this machine allows.`

const volumesTopic = `Mount host directories into commands

-v source:target[:options] mounts a directory or file of the host into every command
of a build, or of cooper run. The image contains none of it. The cache ignores its
content and changes to it. In cooper run, --mount type=bind,source=DIR,target=DIR does
the same; it is read-only unless it has the option rw.

  ro, rw           Mount read-only or read-write (default: rw).
  O                Discard changes after each command. The mount is an overlay, or a
                   copy if overlays are not available. With upperdir=DIR,workdir=DIR
                   the changes of a directory are kept in the first of these, and the
                   second one is for the kernel.
  U                Change the owner of the source and its content to the user of the
                   command. This changes files on the host permanently. For an
                   ordinary user the new owner is a subordinate id, unless USER is
                   root; cooper unshare chown -R 0:0 DIR takes the files back. System
                   directories and parents of the image store are refused.
  noexec, exec     Forbid or allow programs on the mount (default: exec).
  z, Z             Accepted without an effect: commands have no SELinux label. With
                   --security-opt label=type:... these options are refused, because
                   cooper does not relabel files of the host.
  suid, dev        Let set-user-ID programs and device nodes of the source work. They
                   reach only users of the sandbox, and nodes that the caller can open.
  nosuid, nodev, nocopy, bind, rbind, private, rprivate, cached, delegated, consistent
                   Accepted: they are the default.
  shared, slave, unbindable (also with r before them), copy
                   Accepted without an effect: no mount reaches the host from a user
                   namespace, a command ends before later mounts of the host matter,
                   and nothing of the image is copied to the host.

idmap is refused, because cooper maps the ids of files itself.`

const cacheTopic = `How the build cache works

cooper reuses the layer of a step if its inputs are the same: the layers below, the
instruction with its arguments expanded, and for COPY, ADD and bind mounts the names,
modes and contents of the files. File times, labels of the base and secrets do not
count.

  cooper build --explain .     report what changed in each step that is not cached
  cooper build --dry-run .     report what a build would do and how long it took before
  cooper build --no-cache .    run every step
  cooper cache ls              list the cache, apart from the layers of images
  cooper cache prune           remove it

COOPER_CACHE_BUDGET sets the size of the cache, for example 20GB. The least recently
used content is removed first.

A cache mount (RUN --mount=type=cache) is identified by id, from, source, uid, gid and
mode: a mount that differs in one of them is another directory. Without a uid it
belongs to the user of the step that writes to it.

A cache can be shared. --cache-to type=registry,ref=NAME,mode=max exports it and
--cache-from NAME imports it. type=local keeps it in a directory, type=inline in the
image. cooper cache export and cooper cache import do the same for cache mounts.`

const signingTopic = `Sign images and verify signatures

  cooper keygen release                        create release.key and release.pub
  cooper push --sign-by-sigstore-private-key release.key app HOST/app:1

The registry stores the signature beside the image, in the format of cosign. The
passphrase comes from --sign-passphrase-file, COOPER_SIGN_PASSPHRASE or the terminal.
To sign an image for several platforms, sign the images in its index.

policy.json (containers-policy.json(5)) defines the trusted signatures, for cooper,
podman and others. This policy trusts one key for one repository:

  {"default": [{"type": "reject"}],
   "transports": {"docker": {"HOST/app":
     [{"type": "sigstoreSigned", "keyPath": "/etc/release.pub"}]}}}

cooper refuses to pull an image, or to build on one, that the policy does not allow.`

const reproducibleTopic = `Reproducible builds

  cooper build --source-date-epoch 1700000000 .

sets the creation time of the image to that time. Files in new layers are not newer.
The layers of the base do not change. The variable SOURCE_DATE_EPOCH and the build
argument of that name do the same. The value "context" is the commit time of a context
that is a git repository.

Two builds then have the same digest if their commands write the same files. These
help too: a base with a digest (cooper build --check --strict finds bases without
one), ADD with --checksum, and fixed package versions.`

const machinesTopic = `Build on other machines

--on builds elsewhere, and shows the progress as if the build ran here. It may be
repeated: each platform goes to the first machine that is for it. COOPER_ON holds a
default, and --on= turns it off.

  --on kubernetes[=NAMESPACE][,OPTION=VALUE...]
                   A Job for each platform and target. Kubernetes decides where they
                   run.
  --on ssh://[USER@]HOST[:PORT][,OPTION=VALUE...]
                   cooper on a machine that ssh reaches.

Options of both:

  repository       Repository for the build context, the cache, and images until they
                   have their names (default: that of the first tag that is pushed).
                   Without one, everything travels over the connection of ssh.
  platform         Platforms that are built there (default: all).

Options of kubernetes:

  context, kubeconfig
                   The cluster (default: as for kubectl).
  image            Builder image (default: that of the release).
  template         File with a PodTemplate that pods begin with: requests, limits,
                   tolerations, volumes.
  isolation        full, single-id, gvisor or assigned (default: the best that the
                   namespace admits).
  pull-secret      Secret of the namespace with registry credentials, in place of yours.
  deadline, keep   Longest time of a Job, and time that a finished one is kept (default:
                   1h).

Option of ssh:

  program          Path of cooper there (default: cooper).

cooper farm finds builds on a cluster again when the cooper that began them has ended.
cooper farm doctor says what a cluster lacks.`
