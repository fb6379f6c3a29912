"""Holds SARIF files to the official schema, and to what GitHub asks besides: every result lies in a file, at a line from 1 on if at any."""

import json
import pathlib
import sys

import jsonschema

schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
validator = jsonschema.validators.validator_for(schema)(schema)
files = sorted(pathlib.Path(sys.argv[2]).glob("*.sarif"))
faults, results = [], 0
for file in files:
    document = json.loads(file.read_text())
    faults += [f"{file.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(document)]
    for run in document["runs"]:
        for result in run["results"]:
            results += 1
            locations = result.get("locations", [])
            if not locations:
                faults.append(f"{file.name}: {result['ruleId']} has no location")
            for location in locations:
                physical = location.get("physicalLocation", {})
                if not physical.get("artifactLocation", {}).get("uri"):
                    faults.append(f"{file.name}: {result['ruleId']} lies in no file")
                if physical.get("region", {}).get("startLine", 1) < 1:
                    faults.append(f"{file.name}: {result['ruleId']} at line {physical['region']['startLine']}")
print("\n".join(faults))
print(f"{len(files)} files with {results} results, {len(faults)} faults")
sys.exit(1 if faults or results == 0 else 0)
