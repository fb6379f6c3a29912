#!/usr/bin/env bash
# Charts and overlays as the official programs render them, against what is kept of them here. Needs Go, which builds both.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export GOBIN="$folder" CGO_ENABLED=0
go install helm.sh/helm/v4/cmd/helm@v4.3.1
go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.2
HELM="$folder/helm" KUSTOMIZE="$folder/kustomize" node scripts/engine/make-goldens.ts --check
