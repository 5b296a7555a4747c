package cli

// Descriptions of the commands that are typed most, for their help and manual pages.
const (
	buildDescription = `Build an image from the Containerfile or Dockerfile of a context: a directory, an archive, a git
repository or a URL. The image is in the store when the build has ended, under the names of --tag.

Steps whose inputs are those of an earlier build come from the cache: cooper help caching. Commands
run in a sandbox without root: cooper help isolation. The id of the image goes to standard output,
the progress to standard error.`
	fromDescription = `Create a working container: the files of an image with a layer of changes on top, and the config
of the future image. It stays until cooper rm. The name of the container goes to standard output.

cooper run, copy and config change it, and cooper commit makes an image of it.`
	runDescription = `Run a command in a working container and wait for it, with the sandbox of a RUN instruction. Files
that it changes stay in the container.

Flags for cooper stand before the name of the container. cooper exec has the flags of docker exec.
An image is no working container: cooper from makes one of it, podman run runs it.`
	commitDescription = `Create an image from a working container. Its layer of changes becomes the last layer of the
image. A name with a transport, for example docker://HOST/NAME, sends the image there. The container
stays, unless --rm removes it.`
	copyDescription = `Copy files from the host, or with --from from an image or another container, into a working
container. A directory is copied without its own name. The last argument is where the files go; with
one source only, they go to the working directory of the container.

cooper add also downloads URLs and unpacks archives. cooper cp has the rules of docker cp, and copies
files out of a container too.`
	pullDescription = `Pull an image from a registry, an archive or a directory into the store. A name without a
registry is looked up in registries.conf. policy.json says which images are trusted. The id of the
image goes to standard output.`
	pushDescription = `Push an image of the store to a registry, an archive or a directory. Without a destination the
image goes to the registry of its own name. Layers that the registry has are not sent again.

Attestations and signatures of the image go with it: cooper help signing.`
	imagesDescription = `List the images of the store, the newest first. An argument selects images by a name, or the
end of one. Images that hold cached layers are not listed without --all.`
	loginDescription = `Check a user name and password with a registry, and save them in auth.json. podman, buildah and
skopeo use them too, and cooper uses those of docker login.`
	rmiDescription = `Remove images by name or id. A name is removed alone while the image has others. An image that a
working container needs stays, unless --force removes the container too.`
)
