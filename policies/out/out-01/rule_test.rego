package tilsyn.controls.out_01_test

import data.tilsyn.controls.out_01
import data.tilsyn.lib.batch_test

job(container) := batch_test.of(
	{"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "j"}, "spec": {"template": {"spec": {"containers": [object.union({"name": "c", "image": "registry.example.com/a:1"}, container)]}}}},
	{"pods": [{"at": ["spec", "template"], "podSpecOnly": false}]},
)

test_tool_is_found if {
	every command in [
		["pg_dump", "journal"],
		["sh", "-c", "cd /; /usr/bin/pg_dump journal | gzip > x"],
		["sh", "-c", "pg_\"\"dump journal"],
		["sh", "-c", "aws --profile x s3 cp a s3://b"],
		["aws", "s3", "cp", "a", "s3://b"],
		["bash", "-c", "true && mc cp a b"],
	] {
		count(out_01.violations) == 4 with input as job({"command": command})
	}
}

test_words_that_only_look_alike if {
	every command in [["run-pg_dump-check"], ["sh", "-c", "echo pg_dumper"], ["aws", "s3", "ls"], ["rsync", "scp-config"], ["cat", "/etc/rclone-notes"]] {
		count(out_01.violations) == 0 with input as job({"command": command})
	}
}

test_image_that_is_the_tool if count(out_01.violations) == 4 with input as job({"image": "docker.io/rclone/rclone:1.68", "args": ["sync", "a", "b"]})

test_tool_in_a_variable if count(out_01.violations) == 4 with input as job({"command": ["sh", "-c", "$RUN"], "env": [{"name": "RUN", "value": "pg_dump journal"}]})

test_settings_rule if {
	batch := object.union(job({"command": ["tar"]}), {"parameters": {"export.tools": ["tar"], "export.annotations": ["formaal"]}})
	[violation.params.annotation | some violation in out_01.violations] == ["formaal"] with input as batch
}
