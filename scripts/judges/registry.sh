#!/usr/bin/env bash
# Artifacts that lie in the registry of the distribution project itself, fetched as the action fetches them. Needs Go, which builds it.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
REGISTRY=${REGISTRY:-$folder/registry}
if [ ! -x "$REGISTRY" ]; then GOBIN="$folder" CGO_ENABLED=0 go install github.com/distribution/distribution/v3/cmd/registry@v3.0.0; fi
node scripts/judges/registry.ts "$REGISTRY" "$folder"
