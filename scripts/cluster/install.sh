#!/usr/bin/env bash
# Installs what `npm run test:cluster` runs: etcd (Debian's package, by apt-get), and, compiled from their Go modules,
# the Kubernetes control plane and kubectl, kwok, kube-score and kubectl-validate. The binaries are kept by name and
# version under ${XDG_CACHE_HOME:-~/.cache}/cdk8s-event-mesh/, so that a second run has nothing to do. Needs Go.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-event-mesh"
# shellcheck source=versions.env
source "$here/versions.env"

fail() {
  echo "scripts/cluster/install.sh: $*" >&2
  exit 1
}

need_go() {
  command -v go >/dev/null || fail "'go' is not on PATH; install Go 1.26 or newer (https://go.dev/dl), then run this script again"
}

install_etcd() {
  command -v etcd >/dev/null && return
  command -v apt-get >/dev/null || fail "'etcd' is not on PATH and there is no apt-get to install it; put etcd 3.4 or newer on PATH"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "'etcd' is not on PATH; as root: apt-get update && apt-get install etcd-server"
    as_root=(sudo)
  fi
  echo "installing etcd-server"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends etcd-server >/dev/null
}

# Builds go to a folder of their own and appear by one rename: an interrupted one leaves nothing that looks installed.
mkdir -p "$cache"
building=$(mktemp -d "$cache/.building-XXXXXX")
trap 'rm -rf "$building"' EXIT

install_kubernetes() {
  local folder=kubernetes-$KUBERNETES
  [ -d "$cache/$folder" ] && return
  need_go
  grep -qE "k8s\.io/kubernetes $KUBERNETES( |\$)" "$here/kubernetes/go.mod" ||
    fail "versions.env says KUBERNETES=$KUBERNETES, kubernetes/go.mod requires another version; make them agree"
  echo "building Kubernetes $KUBERNETES (minutes, when nothing of it is compiled yet)"
  local numbers=${KUBERNETES#v} flags="-s -w" package
  local major=${numbers%%.*} minor=${numbers#*.}
  # Without a version kubectl and the API server would call themselves v0.0.0-master+$Format:%H$.
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=$KUBERNETES -X $package.gitMajor=$major -X $package.gitMinor=${minor%%.*}"
    flags+=" -X $package.gitTreeState=clean"
  done
  mkdir "$building/$folder"
  (cd "$here/kubernetes" && CGO_ENABLED=0 go build -trimpath -ldflags "$flags" -o "$building/$folder/" \
    k8s.io/kubernetes/cmd/{kube-apiserver,kube-controller-manager,kube-scheduler,kubectl})
  mv "$building/$folder" "$cache/"
}

install_go_program() {
  local package=$1 version=$2
  local name=${package##*/}
  local folder=$name-$version
  [ -d "$cache/$folder" ] && return
  need_go
  echo "building $name $version"
  CGO_ENABLED=0 GOBIN=$building/$folder go install -trimpath "$package@$version"
  mv "$building/$folder" "$cache/"
}

install_etcd
install_kubernetes
install_go_program sigs.k8s.io/kwok/cmd/kwok "$KWOK"
install_go_program github.com/zegl/kube-score/cmd/kube-score "$KUBE_SCORE"
install_go_program sigs.k8s.io/kubectl-validate "$KUBECTL_VALIDATE"
echo "the programs of the cluster tests are in $cache"
