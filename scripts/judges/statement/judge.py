"""Reads records that tilsyn wrote with libraries that are not tilsyn's: DSSE by securesystemslib, statements by in-toto-attestation, predicates by
jsonschema and the schema in schema/. Each must pass, and each altered one must not."""

import base64
import json
import pathlib
import sys

from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from jsonschema import Draft7Validator
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

folder, schema_path = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
keyid = (folder / "keyid").read_text()
key = SSlibKey(keyid, "ed25519", "ed25519", {"public": ""})
# securesystemslib keeps a raw Ed25519 key as hexadecimal: the last 32 bytes of the DER form.
der = base64.b64decode("".join((folder / "key.pem").read_text().splitlines()[1:-1]))
key.keyval["public"] = der[-32:].hex()
validator = Draft7Validator(json.loads(schema_path.read_text()))


def opens(text: bytes) -> bool:
    data = json.loads(text)
    # The library knows signatures as hexadecimal; DSSE writes them in base64.
    envelope = Envelope.from_dict(data)
    try:
        envelope.verify([key], 1)
        return True
    except VerificationError:
        return False


count = 0
for path in sorted((folder / "records").iterdir()):
    text = path.read_bytes()
    assert opens(text), f"{path.name}: the signature does not verify"
    data = json.loads(text)
    payload = base64.b64decode(data["payload"])
    statement = statement_pb2.Statement()
    json_format.Parse(payload, statement)
    Statement.copy_from_pb(statement).validate()
    errors = list(validator.iter_errors(json.loads(payload)))
    assert not errors, f"{path.name}: {errors[0].message[:300]}"

    altered = dict(data, payload=base64.b64encode(payload.replace(b"region/journal", b"region/journaI", 1)).decode())
    assert not opens(json.dumps(altered).encode()), f"{path.name}: an altered payload verifies"
    retyped = dict(data, payloadType="application/json")
    assert not opens(json.dumps(retyped).encode()), f"{path.name}: another payload type verifies"
    grown = json.loads(payload)
    grown["predicate"]["email"] = "anna@example.com"
    assert list(validator.iter_errors(grown)), f"{path.name}: the schema lets an unknown field through"
    count += 1

assert count >= 12, f"only {count} kinds of record"
print(f"{count} kinds of record: signatures, statements and predicates read by libraries that are not ours; altered ones refused")
