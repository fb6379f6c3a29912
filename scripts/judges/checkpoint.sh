#!/usr/bin/env bash
# A log that we write, verified by the Go modules that defined its forms: signed notes, checkpoints, Merkle trees. Needs Go.
set -euo pipefail
cd "$(dirname "$0")/checkpoint"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
key=$(node write-log.ts "$folder" 300)
go run . "$folder" "$key"
