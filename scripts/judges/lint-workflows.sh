#!/usr/bin/env bash
# The example workflows and action.yml, read by linters that are not ours. Needs Go and zizmor.
set -euo pipefail
cd "$(dirname "$0")/../.."
go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 examples/workflows/*.yml examples/large/*.yml
# In the strictest persona: what is excused is excused in the file, with its reason.
zizmor --offline --no-progress --persona auditor examples/workflows examples/large/*.yml action.yml
