package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// Chapter is a part of the reference: a topic of cooper help, a chapter of docs/reference.md and a
// section of manual pages.
type Chapter struct {
	Topic, Title string // Topic is also the name of the page
	Intro        string
	Terms        []Term
}

// Term is a word of a chapter with its meaning.
type Term struct {
	Name, Text string
	// For are the commands whose manual page has the term. Empty: all.
	For string
}

// Reference is all chapters.
func Reference() []Chapter { return []Chapter{exitCodes, environment, filesRead} }

var exitCodes = Chapter{
	Topic: "exit-codes", Title: "Exit codes",
	Intro: "A script can tell a command of a build that failed from cooper itself.",
	Terms: []Term{
		{Name: "0", Text: "success"},
		{
			Name: "1", Text: "the answer is no: warnings of build --check, an image that verify refuses, an outdated " +
				"lock file (lock --check), a rebuild that differs, a machine on which doctor finds that cooper " +
				"cannot build, or nothing of that name (manifest exists, image exists)",
			For: "build verify lock rebuild doctor exists",
		},
		{
			Name: "1 to 255", For: "build run exec unshare from",
			Text: "exit code of a command: of the RUN that failed, or of the command of run, exec and unshare",
		},
		{Name: "125", Text: "cooper failed: the message on standard error says why, and the hint what to do"},
		{Name: "126, 127", Text: "the command cannot be started, or was not found", For: "build run exec"},
		{
			Name: "128 and the number of a signal", Text: "the signal ended the command, for example 137 after SIGKILL",
			For: "build run exec",
		},
		{Name: "130", Text: "canceled by SIGINT or SIGTERM"},
	},
}

var environment = Chapter{
	Topic: "environment", Title: "Environment",
	Intro: "A flag has precedence over a variable, and a variable over a file.",
	Terms: []Term{
		{
			Name: "COOPER_CACHE_BUDGET", For: "build prune",
			Text: "size of the build cache, for example 20GB; the least recently used content is removed first " +
				"(default: a tenth of the disk)",
		},
		{Name: "COOPER_ON", Text: "machine that builds run on, as --on has it", For: "build bake compose farm"},
		{Name: "COOPER_LIMITS", Text: "limits of archives and downloads, as --limit has them, with commas between"},
		{
			Name: "COOPER_PROGRESS", For: "build pull push from copy commit",
			Text: "format of the progress: auto, tty, plain, json or quiet",
		},
		{Name: "BUILDKIT_PROGRESS", For: "build pull push", Text: "the same, if COOPER_PROGRESS is not set"},
		{
			Name: "COOPER_SIGN_PASSPHRASE", For: "build push keygen",
			Text: "passphrase of a sigstore private key",
		},
		{Name: "BUILDAH_FORMAT", For: "build from commit", Text: "format of images: oci or docker"},
		{Name: "BUILDAH_HISTORY", For: "run copy add config", Text: "default of --add-history: true or false"},
		{Name: "BUILDAH_ISOLATION", For: "build run from", Text: "default of --isolation"},
		{Name: "BUILDAH_LAYERS", For: "build", Text: "default of --layers: true or false"},
		{Name: "BUILDAH_RUNTIME", For: "build run from", Text: "default of --runtime"},
		{
			Name: "BUILD_REGISTRY_SOURCES", For: "pull push from build",
			Text: "registries that may be used, as the builds of OpenShift have them: a JSON object with " +
				"blockedRegistries, allowedRegistries and insecureRegistries",
		},
		{
			Name: "SOURCE_DATE_EPOCH", For: "build commit",
			Text: "creation time of images in seconds since 1970, see cooper help reproducible",
		},
		{
			Name: "BUILDX_BAKE_FILE", For: "bake",
			Text: "files with targets instead of the usual ones, with colons between",
		},
		{Name: "BUILDX_BAKE_FILE_SEPARATOR", For: "bake", Text: "what is between those files instead of a colon"},
		{
			Name: "BUILDX_BAKE_ENTITLEMENTS_FS", For: "bake",
			Text: "0 lets files with targets name all files of the machine",
		},
		{
			Name: "BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP", For: "bake",
			Text: "1 keeps variables of these files from having values of the environment",
		},
		{Name: "BUILDX_BAKE_FILE_RELATIVE", For: "bake", Text: "not supported: 1 is an error"},
		{Name: "COMPOSE_FILE", For: "compose", Text: "Compose files instead of the usual ones, with colons between"},
		{Name: "COMPOSE_PATH_SEPARATOR", For: "compose", Text: "what is between those files instead of a colon"},
		{Name: "COMPOSE_PROJECT_NAME", For: "compose", Text: "default of --project-name"},
		{Name: "COMPOSE_PROFILES", For: "compose", Text: "default of --profile, with commas between"},
		{Name: "STORAGE_DRIVER", Text: "default of --storage-driver"},
		{Name: "CONTAINERS_STORAGE_CONF", Text: "path of storage.conf"},
		{Name: "CONTAINERS_STORAGE_CONF_OVERRIDE", Text: "path of a file that is read after storage.conf"},
		{Name: "CONTAINERS_CONF", Text: "path of containers.conf, instead of all others"},
		{Name: "CONTAINERS_CONF_OVERRIDE", Text: "path of a file that is read after containers.conf"},
		{
			Name: "REGISTRY_AUTH_FILE", For: "login logout pull push from build",
			Text: "path of the file with credentials, the same as --authfile",
		},
		{
			Name: "DOCKER_CONFIG", For: "login pull push from build",
			Text: "directory of docker's config.json, whose credentials are used after those of auth.json",
		},
		{
			Name: "DOCKER_DEFAULT_PLATFORM", For: "build from pull import lock",
			Text: "default of --platform, for example linux/amd64",
		},
		{
			Name: "SSH_AUTH_SOCK", For: "build",
			Text: "agent of --ssh default, and of git repositories over ssh",
		},
		{
			Name: "http_proxy, https_proxy, ftp_proxy, no_proxy, all_proxy", For: "build run from pull push",
			Text: "how the network is reached, also in capitals; commands get them too, unless --http-proxy=false",
		},
		{Name: "SSL_CERT_FILE, SSL_CERT_DIR", For: "build pull push", Text: "certificates of authorities"},
		{Name: "SIGSTORE_ID_TOKEN", For: "build push", Text: "identity token for --sign-keyless"},
		{
			Name: "ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN", For: "build push",
			Text: "token service of GitHub Actions, for --sign-keyless",
		},
		{Name: "NO_COLOR", Text: "if set: no colors on a terminal"},
		{Name: "TERM", Text: "dumb: progress as lines"},
		{Name: "SHELL", For: "unshare", Text: "shell of cooper unshare without a command"},
		{Name: "TMPDIR", Text: "directory for temporary files"},
		{
			Name: "HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME, XDG_STATE_HOME, XDG_RUNTIME_DIR",
			Text: "directories of the user; one that belongs to somebody else is ignored",
		},
		{Name: "USER", Text: "name of the user in hints"},
	},
}

var filesRead = Chapter{
	Topic: "files", Title: "Files",
	Intro: "podman, buildah and skopeo read most of them too. ~/.config is $XDG_CONFIG_HOME.",
	Terms: []Term{
		{
			Name: "Containerfile, Dockerfile", For: "build lock rebuild",
			Text: "instructions of a build, looked for in the context in this order",
		},
		{
			Name: ".containerignore, .dockerignore", For: "build",
			Text: "files of the context that a build does not see; NAME.containerignore is for the Containerfile NAME",
		},
		{
			Name: "Containerfile.lock", For: "build lock",
			Text: "digests of what the Containerfile names, see cooper lock",
		},
		{
			Name: "~/.local/share/containers/storage", Text: "image store of an ordinary user; that of root is " +
				"/var/lib/containers/storage",
		},
		{
			Name: "~/.config/containers/storage.conf, /etc/containers/storage.conf",
			Text: "place and driver of the image store",
		},
		{
			Name: "~/.config/containers/containers.conf, /etc/containers/containers.conf", For: "build run from",
			Text: "defaults of builds and commands",
		},
		{
			Name: "~/.config/containers/registries.conf, /etc/containers/registries.conf", For: "build pull push from",
			Text: "mirrors, short names and insecure registries",
		},
		{
			Name: "~/.config/containers/policy.json, /etc/containers/policy.json", For: "build pull from verify",
			Text: "images that are trusted, see cooper help signing",
		},
		{
			Name: "$XDG_RUNTIME_DIR/containers/auth.json, ~/.config/containers/auth.json, ~/.docker/config.json",
			For:  "login logout build pull push from", Text: "credentials of registries",
		},
		{
			Name: "/etc/containers/certs.d/HOST:PORT", For: "build pull push from login",
			Text: "certificates of a registry",
		},
		{
			Name: "~/.config/containers/mounts.conf, /etc/containers/mounts.conf", For: "build run from",
			Text: "host directories that every command gets a copy of",
		},
		{Name: "/etc/subuid, /etc/subgid", Text: "subordinate ids of users"},
	},
}

// help is a chapter as a topic.
func (c Chapter) help() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n\n", c.Title, wrapped(c.Intro, 0))
	width := 0
	for _, t := range c.Terms {
		if len(t.Name) <= 26 {
			width = max(width, len(t.Name))
		}
	}
	for _, t := range c.Terms {
		b.WriteString(entry("  "+t.Name, t.Text, width+5))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// chapterTopics are the chapters as topics of help.
func chapterTopics() (out []*cobra.Command) {
	for _, c := range Reference() {
		short := map[string]string{
			"exit-codes": "What the exit codes mean", "environment": "Variables that cooper reads",
			"files": "Files that cooper reads",
		}[c.Topic]
		out = append(out, &cobra.Command{Use: c.Topic, Short: short, Long: c.help()})
	}
	return out
}
