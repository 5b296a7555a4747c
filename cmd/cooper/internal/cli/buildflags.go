package cli

import (
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func (f *buildFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.addInputs(cmd)
	f.addSource(flags)
	f.addImage(flags)
	f.addCache(flags)
	f.addOutput(flags)
	f.addPlatforms(flags)
	f.addRun(flags)
	f.addOn(flags)
	f.stageFlags.add(flags, &f.request)
	f.progressFlags.add(flags)
	f.run.add(flags)
	f.access.add(flags)
	excludeEachOther(cmd, setTime, "source-date-epoch", "timestamp", "source-date-epoch", "omit-timestamp")
	f.transfer.add(flags)
	f.sbom.add(flags)
	f.scan.add(flags)
	f.sign.add(flags)
	addProvenance(flags, &f.request.Attest)
	addAttest(flags, &f.sbom, &f.request.Attest)
	for _, name := range []string{
		"rm", "force-rm", "compress", "disable-content-trust", "load", "rewrite-timestamp",
	} {
		flags.Bool(name, true, "accepted for compatibility, without an effect")
		_ = flags.MarkHidden(name)
	}
	addUnused(flags, "loglevel")
	addBuildKit(flags)
}

// setTime is what several flags do, of which one is enough.
const setTime = "set the time of the image"

// addInputs adds the flags for files, stages, arguments and contexts.
func (f *buildFlags) addInputs(cmd *cobra.Command) {
	flags, r := cmd.Flags(), &f.request
	flags.StringArrayVarP(&f.files, "file", "f", nil,
		"path or URL of the Containerfile; - reads it from standard input; "+
			"one that ends with .in goes through the C preprocessor")
	flags.StringSliceVar(&f.cppFlags, "cpp-flag", nil, "pass a flag to the C preprocessor")
	flags.StringVar(&r.Target, "target", "", "stage to build")
	flags.BoolVar(&f.onlyUsed, "skip-unused-stages", true,
		"skip stages that the target does not need; false builds all stages before it, in order")
	flags.StringVar(&r.IgnoreFile, "ignorefile", "", "path of the ignore file")
	flags.StringArrayVar(&f.args, "build-arg", nil,
		"set a build argument, name=value; name alone takes the value from the environment")
	flags.StringArrayVar(&f.argFiles, "build-arg-file", nil, "read build arguments from a file, one name=value a line")
	flags.StringArrayVar(&f.contexts, "build-context", nil,
		"add a named context for FROM and --from: name=DIR, URL or image (docker-image://, oci-layout://)")
	flags.StringVar(&r.SourcePolicy, "source-policy-file", "",
		"apply a source policy, in BuildKit's JSON format, to bases, images of --from and URLs of ADD")
	flags.BoolVar(&r.Lock.Locked, "locked", false,
		"use the lock file of the Containerfile, and no image, download or repository that it does not have")
	flags.StringVar(&r.Lock.File, "lock-file", "", "path of the lock file (default: CONTAINERFILE.lock)")
	flags.StringVar(&r.From, "from", "", "replace the base of the first stage")
	addPull(cmd, &f.pull, "pull policy for base images: always, missing, never or newer")
	flags.IntVar(&r.Jobs, "jobs", 0, "run up to N steps at once (default: twice the number of CPUs, at least 4)")
	flags.BoolVar(&f.check, "check", false,
		"check the Containerfile and build nothing; with --format text, json or sarif")
	flags.BoolVar(&f.strict, "strict", false,
		"refuse bases, downloads and repositories that are not pinned by digest, checksum or commit; with --check: "+
			"also report images that run as root")
	flags.StringVar(&r.BuildPolicy, "policy", "",
		"apply a build policy: which bases, downloads and repositories are allowed, pinned and signed")
	flags.StringVar(&f.call, "call", "build",
		"method: build, check, outline (arguments, secrets and mounts that the build takes) or targets (its stages)")
}

// addSource adds the flags for a build from source by a builder image.
func (f *buildFlags) addSource(flags *pflag.FlagSet) {
	o := &f.request.Source
	flags.StringVar(&o.Builder, "builder-image", "",
		"have a builder image of source-to-image (s2i) assemble the context, which needs no Containerfile")
	flags.StringVar(&o.Previous, "incremental", "", "with --builder-image: use artifacts of this image again")
	flags.StringVar(&o.EnvironmentFile, "environment-file", "",
		"with --builder-image: set variables in the image from a file, one NAME=VALUE a line")
	flags.StringVar(&o.ScriptsURL, "scripts-url", "",
		"with --builder-image: directory of the scripts, image:///DIR (default: by the label of the image)")
}

// addImage adds the flags for the config and the manifest of the image.
func (f *buildFlags) addImage(flags *pflag.FlagSet) {
	image := &f.request.Image
	flags.StringArrayVarP(&f.request.Tags, "tag", "t", nil, "name of the image; may be repeated")
	flags.StringArrayVar(&f.env, "env", nil,
		"set a variable in the image, NAME=value; NAME alone takes the value from the environment")
	flags.StringArrayVar(&f.unsetEnv, "unsetenv", nil, "remove a variable from the image")
	flags.StringArrayVar(&f.labels, "label", nil, "set a label, name=value")
	flags.StringArrayVar(&image.Unset.Labels, "unsetlabel", nil, "remove a label that comes from the base")
	flags.BoolVar(&f.inheritLabels, "inherit-labels", true, "inherit the labels of the base image")
	flags.StringArrayVar(&f.annotations, "annotation", nil, "set an annotation, name=value")
	flags.StringArrayVar(&image.Unset.Annotations, "unsetannotation", nil, "remove an annotation")
	flags.BoolVar(&f.inheritAnnotations, "inherit-annotations", true, "inherit the annotations of the base image")
	flags.BoolVar(&f.identity, "identity-label", false, "label the image with the version of cooper")
	flags.BoolVar(&f.createdAnnotation, "created-annotation", true,
		"annotate the image with its creation time (format oci)")
	flags.BoolVar(&image.NoHistory, "omit-history", false, "omit the history from the image config")
	flags.StringVar(&image.OSVersion, "os-version", "", "set the version of the operating system")
	flags.StringSliceVar(&image.OSFeatures, "os-feature", nil,
		"add a feature that the image requires from the operating system")
	flags.StringVar((*string)(&image.Format), "format", os.Getenv("BUILDAH_FORMAT"),
		"format of the image: oci or docker")
	flags.BoolVar(&f.layers, "layers", envBool("BUILDAH_LAYERS", true),
		"commit a layer for each step; false commits one layer for each stage")
	flags.BoolVar(&image.Squash, "squash", false, "squash the image and its base into one layer")
	flags.BoolVar(&f.noTime, "omit-timestamp", false, "the same as --timestamp=0")
	_ = flags.MarkHidden("omit-timestamp")
	flags.Int64Var(&f.timestamp, "timestamp", 0,
		"set the creation time of the image, in seconds since 1970; files in new layers are not newer")
	flags.StringVar(&f.epoch, "source-date-epoch", os.Getenv("SOURCE_DATE_EPOCH"),
		"the same as --timestamp, and build argument SOURCE_DATE_EPOCH; context takes the time of a fetched context")
}

// addCache adds the flags for the build cache.
func (f *buildFlags) addCache(flags *pflag.FlagSet) {
	cache := &f.request.Cache
	flags.BoolVar(&cache.Disabled, "no-cache", false, "do not use the cache")
	flags.StringSliceVar(&cache.Except, "no-cache-filter", nil, "do not use the cache for these stages")
	flags.DurationVar(&cache.MaxAge, "cache-ttl", 0, "ignore cached layers that are older, for example 24h")
	flags.StringArrayVar(&f.cacheFrom, "cache-from", nil,
		"import a remote cache: type=registry,ref=NAME, type=local,src=DIR, or a name")
	flags.StringArrayVar(&f.cacheTo, "cache-to", nil,
		"export the cache: type=registry,ref=NAME, type=local,dest=DIR, type=inline, or a name; "+
			"mode=max exports all stages")
	flags.BoolVar(&cache.Explain, "explain", false, "for each step that is not cached, report what changed")
	flags.BoolVar(&cache.DryRun, "dry-run", false,
		"build nothing; report which steps are cached, which would run, and how long they took before")
}

// addOutput adds the flags for results and progress.
func (f *buildFlags) addOutput(flags *pflag.FlagSet) {
	flags.StringArrayVarP(&f.outputs, "output", "o", nil,
		"output: type=local|tar|oci|docker,dest=PATH, type=image|registry,name=NAME or type=cacheonly; "+
			"a path is type=local, - writes a tar archive to standard output")
	flags.BoolVar(&f.push, "push", false, "push the image, the same as --output type=registry")
	flags.StringVar(&f.iidfile, "iidfile", "", "write the image id to a file")
	flags.StringVar(&f.iidfileRaw, "iidfile-raw", "", "write the image id to a file, without sha256:")
	flags.StringVar(&f.metadata, "metadata-file", "", "write the metadata of the result to a JSON file")
	flags.StringVar(&f.onError, "on-error", "",
		"shell: open a debug shell in the sandbox of a RUN that fails, and continue after it")
}

// addPlatforms adds the flags for platforms.
func (f *buildFlags) addPlatforms(flags *pflag.FlagSet) {
	r := &f.request
	flags.StringSliceVar(&r.Platforms.Names, "platform", nil,
		"target platform, for example linux/arm64; several make an image index (default: the machine's)")
	flags.BoolVar(&r.Platforms.All, "all-platforms", false, "build for every platform that all base images have")
	flags.StringVar(&f.platform.arch, "arch", "", "target architecture")
	flags.StringVar(&f.platform.os, "os", "", "target operating system: linux")
	flags.StringVar(&f.platform.variant, "variant", "", "variant of the target architecture")
	flags.StringVar(&f.manifest, "manifest", "",
		"add the image to the image index of this name, which is created if it does not exist")
}

// addRun adds the flags for RUN instructions.
func (f *buildFlags) addRun(flags *pflag.FlagSet) {
	run := &f.run.options
	flags.StringArrayVar(&run.Mounts, "mount", nil, "add a mount to every RUN, in the form of RUN --mount")
	flags.StringArrayVar(&f.secrets, "secret", nil,
		"expose a secret to RUN --mount=type=secret: id=ID,src=FILE or id=ID,env=NAME")
	flags.StringArrayVar(&f.agents, "ssh", nil,
		"expose an ssh agent to RUN --mount=type=ssh: default, ID=SOCKET or ID=KEY[,KEY]")
	flags.StringSliceVar(&run.Security.Allow, "allow", nil,
		"allow an entitlement: security.insecure (RUN --security=insecure runs without the sandbox), "+
			"network.host (RUN --network=host leaves a private network) or "+
			"onbuild.secrets (triggers of base images get secrets and ssh agents)")
	flags.BoolVar(&f.proxy, "http-proxy", true, "pass the proxy variables of the environment to RUN")
}

func envOr(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

// envList are the values of a variable that has them with commas between.
func envList(name string) []string {
	if value := os.Getenv(name); value != "" {
		return strings.Split(value, ",")
	}
	return nil
}

func envBool(name string, fallback bool) bool {
	if value, err := strconv.ParseBool(os.Getenv(name)); err == nil {
		return value
	}
	return fallback
}

func progressDefault() string { return envOr("COOPER_PROGRESS", envOr("BUILDKIT_PROGRESS", "auto")) }
