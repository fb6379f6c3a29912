#!/usr/bin/env bash
# A report in every situation as SARIF, held to the official schema of SARIF 2.1.0, which a package of the format's makers carries. Needs a Python with jsonschema.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null && tar -xzf ./*.tgz package/lib/schemas/sarif-2.1.0-rtm.5.json)
node scripts/judges/sarif/write-reports.ts "$folder/reports"
python3 scripts/judges/sarif/judge.py "$folder/package/lib/schemas/sarif-2.1.0-rtm.5.json" "$folder/reports"
