#!/bin/sh
# Runs the judges that are not ours against a running service, one line each.
#   src/test/conformance/run.sh http://localhost:8080 <api key of a shop>
# What a judge warns of and we keep stands, with its reason, in that judge's own configuration beside this file.
set -u
address=${1:?address of the service}
key=${2:?API key of a shop}
cd "$(dirname "$0")" || exit 1
out=build
failed=0

judge() {
  name=$1
  shift
  if "$@" >"$out/log" 2>&1; then
    echo "ok      $name"
  else
    failed=1
    echo "FAILED  $name"
    sed 's/^/        /' "$out/log"
  fi
}

fetch() {
  curl --fail --silent --show-error --header "Authorization: Bearer $key" "$address$1" --output "$2"
}

rm -rf "$out"
mkdir -p "$out/relay" "$out/graphql" "$out/rest"
[ -d node_modules ] || npm ci --ignore-scripts --no-progress --loglevel=error || exit 1
export PATH="$PWD/node_modules/.bin:$PATH" REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true SCARF_ANALYTICS=false

echo "{}" >"$out/relay/persisted.json"
fetch /q/openapi "$out/openapi.yaml" || exit 1
fetch /graphql/schema.graphql "$out/schema.graphql" || exit 1

judge 'GraphQL over HTTP: 61 of 61 audits' node audits.mjs "$address" "$key"
judge 'GraphQL schema: Relay rules' eslint --max-warnings 0 "$out/schema.graphql"
judge 'GraphQL schema: Relay compiler' relay-compiler relay.config.json
judge 'GraphQL schema: code generator, persisted documents' graphql-codegen --config codegen.mjs
judge 'Trusted documents: manifests of Relay and the code generator, digests of Apollo' \
  node manifests.mjs "$address" "$key"
judge 'OpenAPI: Redocly' redocly lint "$out/openapi.yaml" --config redocly.yaml
judge 'OpenAPI: Spectral with the OWASP rules' \
  spectral lint "$out/openapi.yaml" --ruleset spectral.yaml --fail-severity warn
judge 'OpenAPI: generated client' openapi-typescript "$out/openapi.yaml" --output "$out/rest/api.ts"
judge 'Generated clients compile strictly' tsc --project tsconfig.json
judge 'Generated client calls the service' node "$out/js/rest/call.js" "$address" "$key"

exit $failed
