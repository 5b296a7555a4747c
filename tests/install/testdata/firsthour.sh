#!/bin/sh
# What somebody does in the first hour, on a machine with cooper and nothing else. REGISTRY is a
# registry on a loopback address.
set -eu
export HOME="$(mktemp -d)"
cd "$HOME"
fail() {
	echo "FAIL: $*" >&2
	exit 1
}
cooper version | grep "^Version: *$VERSION" || fail "the version is not $VERSION"
cooper doctor >doctor || fail "doctor: $(cat doctor)"

mkdir -p app/root
cp /base.tar app/
cat >app/Containerfile <<'F'
FROM scratch AS base
ADD base.tar /
FROM base AS build
RUN echo "built by $(id -u)" >/built && mkdir /out && cp /built /out/
FROM base
COPY --from=build /out/ /srv/
RUN test "$(cat /srv/built)" = "built by 0"
CMD ["cat", "/srv/built"]
F
cooper build -t app app || fail "a build of two stages"
cooper build -t app app 2>again && grep -qi cache again || fail "the second build used no cache: $(cat again)"
cooper push --tls-verify=false app "$REGISTRY/app:$1" || fail "a push"
cooper rmi -f app >/dev/null
cooper pull --tls-verify=false "$REGISTRY/app:$1" || fail "a pull"
cooper inspect "$REGISTRY/app:$1" | grep -q /srv/built || fail "what was pulled is not what was pushed"

# Mistakes, and the words that help.
wrong() {
	printf '%b' "$1" >wrong
	if cooper build -f wrong app 2>said; then fail "$1 was accepted"; fi
	grep -q "$2" said || fail "$1 says $(cat said), not $2"
}
wrong 'FROM scratch\nRNU true\n' RUN
wrong 'FROM scratch\nCOPY base.tra /\n' base.tar
wrong 'FROM base AS one\nFROM scratch\nCOPY --from=oen / /\n' one
wrong "FROM $REGISTRY/missing\n" "$REGISTRY"
if cooper biuld app 2>said; then fail "biuld was accepted"; fi
grep -q build said || fail "biuld: $(cat said)"
echo "PASS"
