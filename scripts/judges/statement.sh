#!/usr/bin/env bash
# One record of each kind, read by the Python libraries of DSSE and in-toto. Needs a Python that has them.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
node scripts/judges/statement/write-records.ts "$folder"
python3 scripts/judges/statement/judge.py "$folder" schema/record.schema.json
