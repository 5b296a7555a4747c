# make           ./bin/cooper, static
# make test      all tests, as an unprivileged user with subordinate ids
# make demo      build, sign, push, pull, verify and run an image, with no outside registry
# make bench     cooper beside the builders on the PATH
# make lint      go vet, formatting, golangci-lint where it is installed
# make install   into $(PREFIX)/bin

GO      ?= go
PREFIX  ?= /usr/local
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

export CGO_ENABLED = 0
export GOFLAGS += -mod=vendor

TAGS    := containers_image_openpgp
LDFLAGS := -s -w -X github.com/cooper-build/cooper/build.version=$(VERSION)
HELPER  := runtime/internal/helper/bin/cooper-init

.PHONY: all helper
all: helper
	$(GO) build -trimpath -tags $(TAGS) -ldflags '$(LDFLAGS)' -o bin/cooper ./cmd/cooper

# The program that starts inside sandboxes is built first and embedded.
helper:
	$(GO) build -trimpath -ldflags '-s -w' -o $(HELPER) ./runtime/internal/helper/cooper-init
