#!/usr/bin/env bash
# The first command of the README on a bare checkout: nothing but dist/, git and Node.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$(dirname "$0")/../../dist" "$folder/dist"
cd "$folder"
for language in en da; do
  status=0
  node dist/cli.js demo --language "$language" >"$language.txt" 2>&1 || status=$?
  [ "$status" -eq 1 ] || { printf 'exit status %s instead of 1\n' "$status"; cat "$language.txt"; exit 1; }
  grep -q 'apps/journal/deployment.yaml:30' "$language.txt"
  grep -q 'WKL-02' "$language.txt"
done
