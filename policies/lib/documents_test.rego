package tilsyn.lib.documents_test

import data.tilsyn.lib.batch_test
import data.tilsyn.lib.documents

carrying(found) := batch_test.of({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}, {"documents": [found]})

test_path_ends_at_the_text if {
	documents.path({"at": ["data", "config.yaml"], "text": true}, ["connectors", 0]) == ["data", "config.yaml"]
	documents.path({"at": ["spec", "values"], "text": false}, ["connectors", 0]) == ["spec", "values", "connectors", 0]
}

test_path_is_never_empty if documents.path({"at": [], "text": false}, []) == ["kind"]

test_written if documents.written(["connectors", 0, "config"]) == "connectors[0].config"

test_names_in_any_case if count(documents.fields({"EnablePasswordDB": true, "enablepassworddb": false}, "enablePasswordDB")) == 2

test_unreadable_is_examined_and_not_readable if {
	batch := carrying({"at": ["data", "x"], "shape": "dex", "value": null, "text": true})
	documents.examined("dex") == {0} with input as batch
	count(documents.readable("dex")) == 0 with input as batch
	count(documents.unreadable("dex")) == 1 with input as batch
}
