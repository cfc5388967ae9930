#!/bin/sh
# Writes src/test/resources/k8s anew with the real kubectl. With --check it only says whether what is there is what k8s/
# gives.
#   src/test/conformance/kubernetes/render.sh [--check]
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --ignore-scripts --no-progress --no-audit --no-fund --loglevel=error
root=$(cd ../../../.. && pwd)
rendered=$root/src/test/resources/k8s
kubectl=$(node kubectl.mjs)
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

# KubernetesTest reckons the same, and says so when somebody has forgotten to render.
sources=$(cd "$root/k8s" && find . -type f ! -name README.md | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-64)
for overlay in dev production; do
  {
    echo "# Rendered from k8s/ by src/test/conformance/kubernetes/render.sh: $sources"
    "$kubectl" kustomize "$root/k8s/overlays/$overlay"
  } >"$fresh/$overlay.yaml"
done

if [ "${1:-}" = --check ]; then
  diff -r "$rendered" "$fresh"
  exit
fi
mkdir -p "$rendered"
cp "$fresh"/*.yaml "$rendered"
