#!/bin/sh
# Brings what judges workflows and the objects of Argo CD and Flux: actionlint, compiled from its Go module, and the
# custom resource definitions, which their projects publish in Go modules too. All are kept by name and version under
# ${XDG_CACHE_HOME:-~/.cache}/cdk8s-event-mesh/, so that a second run has nothing to do. Needs Go.
set -eu

cache="${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-event-mesh"
# As in __tests__/system/support/delivery-tools.ts.
actionlint=v1.7.12
definitions=delivery-definitions-1

[ -x "$cache/actionlint-$actionlint/actionlint" ] && [ -d "$cache/$definitions" ] && exit 0
if ! command -v go >/dev/null; then
  echo "$0: 'go' is not on PATH; install Go 1.26 or newer (https://go.dev/dl), then run this script again" >&2
  exit 1
fi

mkdir -p "$cache"
# What is being made appears by one rename, so that an interrupted run leaves nothing that looks complete.
making=$(mktemp -d "$cache/.making-XXXXXX")
trap 'chmod -R u+w "$making"; rm -rf "$making"' EXIT

if [ ! -x "$cache/actionlint-$actionlint/actionlint" ]; then
  echo "building actionlint $actionlint"
  CGO_ENABLED=0 GOBIN="$making/actionlint" go install -trimpath "github.com/rhysd/actionlint/cmd/actionlint@$actionlint"
  mv "$making/actionlint" "$cache/actionlint-$actionlint"
fi

if [ ! -d "$cache/$definitions" ]; then
  echo 'fetching the definitions of Argo CD and Flux'
  mkdir "$making/definitions" "$making/module"
  cd "$making/module"
  printf 'module definitions\n\ngo 1.26\n' >go.mod
  while read -r module folder files; do
    from=$(go mod download -json "$module" | sed -n 's/^\t"Dir": "\(.*\)",*$/\1/p')
    for file in $files; do cp "$from/$folder/$file" "$making/definitions/"; done
  done <<'LIST'
github.com/argoproj/argo-cd/v3@v3.3.0 manifests/crds application-crd.yaml
github.com/fluxcd/helm-controller@v1.4.0 config/crd/bases helm.toolkit.fluxcd.io_helmreleases.yaml
github.com/fluxcd/kustomize-controller@v1.7.3 config/crd/bases kustomize.toolkit.fluxcd.io_kustomizations.yaml
github.com/fluxcd/source-controller@v1.7.3 config/crd/bases source.toolkit.fluxcd.io_gitrepositories.yaml source.toolkit.fluxcd.io_helmrepositories.yaml source.toolkit.fluxcd.io_ocirepositories.yaml
LIST
  mv "$making/definitions" "$cache/$definitions"
fi
