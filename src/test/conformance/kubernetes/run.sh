#!/bin/sh
# Renders the manifests in k8s/ with the real kubectl, compares them with those that the tests read, and has them judged
# by the schemas that Kubernetes publishes.
set -eu
cd "$(dirname "$0")"
./render.sh --check
node judge.mjs ../../resources/k8s/*.yaml
