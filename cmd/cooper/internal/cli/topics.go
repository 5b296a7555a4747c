package cli

import "github.com/spf13/cobra"

// topics are pages of help that belong to no command.
func topics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "isolation", Short: "What a command of a build can see and do", Long: isolationTopic},
		{
			Use:   "volumes",
			Short: "Files of the host for commands: what -v source:target[:options] does",
			Long:  volumesTopic,
		},
		{Use: "caching", Short: "What is kept of a build, and when it is used again", Long: cacheTopic},
		{Use: "signing", Short: "Signed images, and who may be trusted", Long: signingTopic},
		{Use: "reproducible", Short: "The same image from the same sources", Long: reproducibleTopic},
	}
}

const isolationTopic = `What a command of a build can see and do

Each RUN, and each command of cooper run, has namespaces of its own: users, mounts,
processes, IPC, host name and cgroups. Its root is the image with a layer on top; of
the host it sees the files that --volume and --mount name, and read-only /sys.

  * Root in it is the user who builds, or a subordinate id: never root of the host.
  * It has eleven capabilities (--cap-add, --cap-drop), over its own namespaces only.
  * A seccomp profile refuses system calls that containers do not need
    (--security-opt seccomp=FILE or seccomp=unconfined).
  * Its network is private where pasta is installed and /dev/net/tun can be opened:
    the host's loopback is out of reach. Otherwise it is the host's. --network says
    private, host or none.
  * It ends with all that it has started.

--isolation oci has a runtime like crun or runc do the same. cooper doctor says
what this machine allows.`

const volumesTopic = `Files of the host for commands

-v source:target[:options] shows a directory or file of the host to every command of
a build, or of cooper run. Nothing of it is in the image, and neither its content nor
what is written to it has a part in the cache. In cooper run --mount
type=bind,source=DIR,target=DIR does the same, read-only unless it says rw.

  ro, rw           read-only, or not, which is the default
  O                what commands write is discarded after each: an overlay, or a copy
                   where there are none. Only for directories
  U                the source and all in it are given to the user of the command, on
                   the host and for good. For an ordinary user who builds, that is
                   one of his subordinate ids where USER is not root;
                   cooper unshare chown -R 0:0 DIR takes the files back. Directories
                   of the system, and those that hold the store, are refused
  noexec, exec     programs in it cannot be started, or can, which is the default
  z, Z             accepted: commands have no label of SELinux that files would need.
                   With --security-opt label=type:… they are refused: cooper changes
                   no label on the host
  nosuid, nodev, nocopy, bind, rbind, private, rprivate, cached, delegated, consistent
                   accepted: it is so anyway

These are refused, each with its reason: suid and dev, since no volume has set-uid
programs or devices; shared, slave and unbindable, with r or without, since mounts do
not pass between commands and the host, in neither direction; copy; idmap; upperdir
and workdir. buildah takes shared, slave and unbindable.`

const cacheTopic = `What is kept of a build, and when it is used again

The layer of a step is used again when all that made it is the same: the layers
below, the instruction with its arguments expanded, and for COPY, ADD and bind mounts
the names, modes and contents of the files. Times of files do not matter, and
neither do labels of the base or secrets.

  cooper build --explain .     what differs in a step that is not in the cache
  cooper build --dry-run .     what a build would do, and how long that took
  cooper build --no-cache .    run everything
  cooper cache ls              what is kept besides the layers of images
  cooper cache prune           remove it

COOPER_CACHE_BUDGET, as 20GB, is what may be kept; the oldest goes first.

A directory of RUN --mount=type=cache is another one when its id is, or its from, its
source, its uid, gid or mode. Where it has no uid it belongs to the user of the step
that writes to it.

A cache can travel: --cache-to type=registry,ref=NAME,mode=max writes one and
--cache-from NAME reads it; type=local keeps it in a directory, type=inline in the
image. Directories of RUN --mount=type=cache travel too: cooper cache export and
import.`

const signingTopic = `Signed images, and who may be trusted

  cooper keygen release                        makes release.key and release.pub
  cooper push --sign-by-sigstore-private-key release.key app HOST/app:1

The signature is stored in the registry beside the image, as cosign does it. The
passphrase comes from --sign-passphrase-file, COOPER_SIGN_PASSPHRASE or the terminal.
An image of several platforms is signed by signing the images in it.

Who is trusted is said in policy.json (containers-policy.json(5)), for podman and
others as for cooper. This one trusts one key for one repository:

  {"default": [{"type": "reject"}],
   "transports": {"docker": {"HOST/app":
     [{"type": "sigstoreSigned", "keyPath": "/etc/release.pub"}]}}}

A pull, and the base of a build, that the policy does not allow is refused.`

const reproducibleTopic = `The same image from the same sources

  cooper build --source-date-epoch 1700000000 .

gives the image that time, and no file of a new layer a later one. The layers of the
base stay as they are. The variable SOURCE_DATE_EPOCH and the build argument of that
name do the same, and the value "context" is the time of the commit when the
context is a git repository.

With it two builds give the same digest when their commands write the same files.
What else helps: a base that is named by its digest (cooper build --check --strict
finds those that are not), ADD with --checksum, packages of fixed versions.`
