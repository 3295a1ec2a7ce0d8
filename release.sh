#!/usr/bin/env bash
# Builds the release of a version for six targets: ./release.sh v1.2.3 [DIRECTORY]
# The same sources and the same Go give the same bytes, whoever builds, wherever.
# TARGETS="linux/amd64" builds fewer.
set -euo pipefail
cd "$(dirname "$0")"

version=${1:?usage: ./release.sh VERSION [DIRECTORY]}
out=$(mkdir -p "${2:-dist}" && cd "${2:-dist}" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# The time of everything in the archives: that of the last commit.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export CGO_ENABLED=0 GOFLAGS=-trimpath TZ=UTC LC_ALL=C

# The manual page and the completions are those of this version.
go build -buildvcs=false -ldflags "-s -w -buildid= -X main.stamped=$version" -o "$tmp/self" ./cmd/fixtext

for target in ${TARGETS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64}; do
    os=${target%/*} arch=${target#*/}
    name=fixtext-${version#v}-$os-$arch
    dir=$tmp/$name
    mkdir -p "$dir/completions"
    suffix=
    [ "$os" = windows ] && suffix=.exe
    GOOS=$os GOARCH=$arch go build -buildvcs=false -ldflags "-s -w -buildid= -X main.stamped=$version" -o "$dir/fixtext$suffix" ./cmd/fixtext
    "$tmp/self" man > "$dir/fixtext.1"
    for shell in bash zsh fish powershell; do
        "$tmp/self" completion "$shell" > "$dir/completions/fixtext.$shell"
    done
    cp README.md GUIDE.md LICENSE NOTICE "$dir"
    tar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' -C "$tmp" -cf - "$name" | gzip -9n > "$out/$name.tar.gz"
    echo "$name.tar.gz"
done

cd "$out"
sha256sum fixtext-"${version#v}"-*.tar.gz > SHA256SUMS
