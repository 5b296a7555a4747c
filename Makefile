# make           ./bin/cooper, static
# make test      all tests, as an unprivileged user with subordinate ids
# make attack    the attacks on a builder, and a table: row, mode, held or not
# make corpus    every Containerfile of the corpus, held against recorded results and BuildKit
# make compat    every command line of the table, held against buildah
# make kill      kills at random moments, power cuts, and others in the same store
# make podsim    cooper in containers that are confined as pods are, as root
# make kube      cooper in pods of a real Kubernetes, on two nodes that start here, as root
# make farm-scale  500 builds at once on a cluster that pretends to have 1,000 nodes
# make demo      build, sign, push, pull, verify and run an image, with no outside registry
# make bench     cooper beside the builders on the PATH
# make test-release  a release of this checkout, and its first hour on bare machines, as root
# make lint      formatting, go vet, golangci-lint, deadcode; govulncheck where it is installed
# make vendor    the dependencies, into vendor
# make man       manual pages and completions, into bin/share
# make install   the program, its manual and completions, into $(PREFIX), and its AppArmor profile
# make release   archives, packages, checksums, bills of materials and signatures, into dist

GO      ?= go
PREFIX  ?= /usr/local
SYSCONFDIR ?= /etc
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

# Go fetches the version that go.mod asks for by itself from 1.21 on.
GO_FOUND := $(word 3,$(shell cd / && $(GO) version 2>/dev/null))
ifneq ($(firstword $(shell printf '%s\n' go1.21 '$(or $(GO_FOUND),0)' | sort -V)),go1.21)
$(error cooper is built with Go $(shell sed -n 's/^go //p' go.mod), and $(if $(GO_FOUND),$(GO_FOUND) was found,no Go was \
found). Install it from https://go.dev/dl, or install a release of cooper, which needs no Go)
endif

export CGO_ENABLED = 0
export GOFLAGS += -mod=vendor

TAGS    := containers_image_openpgp,cooper_embedded
LDFLAGS := -s -w -X github.com/cooper-build/cooper/build.version=$(VERSION)
EMBEDDED := runtime/internal/helper/bin
ATTEST   := build/internal/attest/program/bin
BAKE     := cmd/cooper/internal/bake/program/bin
KUBECONFIG_BIN := build/internal/farm/kubeconfig/program/bin

.PHONY: all helper
all: helper
	$(GO) build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o bin/cooper ./cmd/cooper

# The programs that cooper starts are built first and embedded: cooper-init, and
# cooper-sentry, cooper-attest, cooper-bake and cooper-kubeconfig in compressed form. cooper-sentry
# embeds its seccomp filters, which are compiled for the architecture of this machine. cooper-attest signs
# and verifies. cooper-bake reads bake and Compose files, cooper-kubeconfig the way to a cluster.
helper:
	$(GO) build -trimpath -buildvcs=false -ldflags '-s -w' -o $(EMBEDDED)/cooper-init ./runtime/internal/helper/cooper-init
	GOOS= GOARCH= $(GO) run -trimpath ./runtime/internal/sentry/filter/genfilter runtime/internal/sentry/filter/programs
	$(GO) build -trimpath -buildvcs=false -ldflags '-s -w' -o bin/cooper-sentry ./runtime/internal/sentry/cooper-sentry
	test $(EMBEDDED)/cooper-sentry.zst -nt bin/cooper-sentry || GOOS= GOARCH= $(GO) run -trimpath ./runtime/internal/helper/pack bin/cooper-sentry $(EMBEDDED)/cooper-sentry.zst
	$(GO) build -trimpath -buildvcs=false -tags $(TAGS) -ldflags '-s -w' -o bin/cooper-attest ./build/internal/attest/cooper-attest
	test $(ATTEST)/cooper-attest.zst -nt bin/cooper-attest || GOOS= GOARCH= $(GO) run -trimpath ./runtime/internal/helper/pack bin/cooper-attest $(ATTEST)/cooper-attest.zst
	$(GO) build -trimpath -buildvcs=false -tags $(TAGS) -ldflags '-s -w' -o bin/cooper-bake ./cmd/cooper/internal/bake/cooper-bake
	test $(BAKE)/cooper-bake.zst -nt bin/cooper-bake || GOOS= GOARCH= $(GO) run -trimpath ./runtime/internal/helper/pack bin/cooper-bake $(BAKE)/cooper-bake.zst
	$(GO) build -trimpath -buildvcs=false -tags $(TAGS) -ldflags '-s -w' -o bin/cooper-kubeconfig ./build/internal/farm/kubeconfig/cooper-kubeconfig
	test $(KUBECONFIG_BIN)/cooper-kubeconfig.zst -nt bin/cooper-kubeconfig || GOOS= GOARCH= $(GO) run -trimpath ./runtime/internal/helper/pack bin/cooper-kubeconfig $(KUBECONFIG_BIN)/cooper-kubeconfig.zst

.PHONY: setup test attack corpus compat kill podsim kube farm-scale demo bench lint vendor man install release test-release fuzz
# What the tests need from the system: installed when root, named when not.
setup:
	tests/setup

test: setup helper
	$(GO) vet -tags $(TAGS) ./...
	$(GO) test -tags $(TAGS) -timeout 30m -exec '$(CURDIR)/tests/as-user' ./...
ifeq ($(shell id -u),0)
	$(GO) test -tags $(TAGS) -timeout 25m -count=1 ./runtime/... ./build/... ./tests/script
	$(GO) test -tags $(TAGS),podsim -timeout 20m -count=1 ./tests/podsim
endif

# cooper in containers that are confined as pods are, started by runc; as root.
podsim: setup helper
	$(GO) test -tags $(TAGS),podsim -timeout 20m -count=1 -v ./tests/podsim -all

# cooper in pods of two nodes that start here; as root, by hand. The programs of the nodes are built
# once, in about 14 minutes of processor time, and kept in COOPER_KUBE_CACHE. ARGS="-args -write"
# updates the times in docs/pods.md.
export COOPER_KUBE_CACHE ?= $(HOME)/.cache/cooper-kube
kube: setup helper
	tests/kube/setup/packages.sh
	tests/kube/setup/binaries.sh $(COOPER_KUBE_CACHE)/bin
	$(GO) test -tags $(TAGS),kube -timeout 60m -count=1 -v ./tests/kube $(ARGS)

# 500 builds at once, on a cluster that only pretends to run them and has one trouble after another; by
# hand, for six minutes. COOPER_SCALE_TASKS says how many, COOPER_SCALE_ONLY is a part of the name of a trouble.
farm-scale:
	$(GO) test -tags $(TAGS),scale -timeout 60m -count=1 -v -run 'TestScale$$' ./build/internal/farm/kubernetes

# The attacks of tests/attack, and a table of them.
attack: setup
	COOPER_ATTACK_TABLE=1 $(GO) test -C tests/attack -tags $(TAGS) -timeout 20m -count=1 -exec '$(CURDIR)/tests/as-user'

# The whole corpus of Containerfiles, with BuildKit's results where buildctl reaches a
# buildkitd; `make test` takes one in four.
corpus: setup helper
	COOPER_CORPUS_WHOLE=1 $(GO) test -tags $(TAGS) -timeout 60m -count=1 -run TestCorpus -exec '$(CURDIR)/tests/as-user' ./tests/interop

# All command lines, with Debian's buildah and with cooper; `make test` takes one case in four.
compat: setup helper
	COOPER_COMPAT_WHOLE=1 $(GO) test -tags $(TAGS) -timeout 30m -count=1 -exec '$(CURDIR)/tests/as-user' ./tests/interop/compat

# Kills at random moments and power cuts, and podman and buildah beside; by hand, for
# an hour. COOPER_KILLS, COOPER_CUTS and COOPER_BUILDS say how many.
kill: setup helper
	$(GO) test -tags $(TAGS),kill -timeout 180m -count=1 -v -exec '$(CURDIR)/tests/as-user' ./tests/kill
ifeq ($(shell id -u),0)
	$(GO) test -tags $(TAGS),kill -timeout 180m -count=1 -v -run TestPowerCuts ./tests/kill
endif

demo: all
	demo/run

bench: all setup
	tests/bench/run $(ARGS)

# Each parser's fuzz target for a short while: its package and name.
FUZZTIME ?= 20s
FUZZ := \
	imagebuilder/FuzzLoad imagebuilder/mount/FuzzParse imagebuilder/ignore/FuzzMatch imagebuilder/check/FuzzRun \
	runtime/network/allow/FuzzParse runtime/internal/sentry/gateway/FuzzAnswer \
	runtime/owner/FuzzAttribute seccomp/FuzzCompile seccomp/FuzzRules runtime/internal/child/FuzzDecode runtime/sandbox/FuzzMount \
	build/internal/copier/FuzzUnpack build/internal/layer/FuzzExtract build/internal/layer/FuzzStrip build/internal/image/FuzzManifest build/internal/image/FuzzConfig \
	build/internal/attest/FuzzStatement build/internal/sbom/rpm/FuzzSQLite build/internal/scanreport/FuzzRead build/internal/remote/FuzzCredentials build/internal/remote/FuzzGitCredentials build/internal/store/FuzzLayer build/internal/worker/FuzzReceive \
	cmd/cooper/internal/ui/FuzzOutputLine cmd/cooper/internal/bake/definition/FuzzRead
.PHONY: $(FUZZ:%=fuzz/%)
fuzz: $(FUZZ:%=fuzz/%)
# Without a bound on minimizing, inputs that take other paths each time keep it busy.
$(FUZZ:%=fuzz/%): helper
	$(GO) test -tags $(TAGS) -run '^$$' -fuzz '^$(@F)$$' -fuzztime $(FUZZTIME) -fuzzminimizetime 10x -parallel 1 ./$(patsubst fuzz/%/,%,$(dir $@))

lint: helper
	test -z "$$(gofmt -l $$(git ls-files '*.go' ':!vendor'))"
	$(GO) vet -tags $(TAGS) ./...
	@GO='$(GO)' tests/lint
	@tests/vulnerabilities

# Two bindings of C libraries are replaced by what a program without cgo can use.
vendor:
	GOFLAGS=-mod=mod $(GO) mod tidy
	GOFLAGS=-mod=mod $(GO) mod vendor
	rm -rf vendor/github.com/proglottis/gpgme vendor/github.com/mattn/go-sqlite3
	cp -r third_party/gpgme vendor/github.com/proglottis/gpgme
	cp -r third_party/sqlite3 vendor/github.com/mattn/go-sqlite3

# Manual pages of commands and topics, from what --help says, with the date of the commit, and
# completions.
man:
	rm -rf bin/man bin/share && mkdir -p bin/man bin/share/man/man1 bin/share/man/man7 \
		bin/share/bash-completion/completions bin/share/zsh/site-functions bin/share/fish/vendor_completions.d
	GOOS= GOARCH= SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null)} \
		$(GO) run -tags $(TAGS) -ldflags '$(LDFLAGS)' ./cmd/cooper/internal/genman bin/man
	mv bin/man/*.1 bin/share/man/man1 && mv bin/man/*.7 bin/share/man/man7
	GOOS= GOARCH= $(GO) build -tags $(TAGS) -o bin/cooper-here ./cmd/cooper
	bin/cooper-here completion bash >bin/share/bash-completion/completions/cooper
	bin/cooper-here completion zsh >bin/share/zsh/site-functions/_cooper
	bin/cooper-here completion fish >bin/share/fish/vendor_completions.d/cooper.fish
	rm -r bin/cooper-here bin/man

install: all man
	install -D -m 755 bin/cooper $(DESTDIR)$(PREFIX)/bin/cooper
	install -D -m 644 contrib/apparmor/cooper $(DESTDIR)$(SYSCONFDIR)/apparmor.d/cooper
	mkdir -p $(DESTDIR)$(PREFIX)/share && cp -R bin/share/. $(DESTDIR)$(PREFIX)/share/

# Archives, packages, an image, checksums, bills of materials and signatures, into dist.
release:
	VERSION='$(VERSION)' MAKE='$(MAKE)' GO='$(GO)' release/build

# The release is for this architecture, and signed with a key of its own.
test-release: all setup
	rm -rf bin/release && mkdir -p bin/release
	COOPER_SIGN_PASSPHRASE=release bin/cooper keygen bin/release/cooper
	COOPER_SIGN_KEY='$(CURDIR)/bin/release/cooper.key' COOPER_SIGN_PASSPHRASE=release \
		ARCHS=$$($(GO) env GOHOSTARCH) $(MAKE) release VERSION=v0.0.1-test
	COOPER_RELEASE_KEY='$(CURDIR)/bin/release/cooper.pub' \
		$(GO) test -tags $(TAGS),release -timeout 20m -count=1 -v ./tests/install
