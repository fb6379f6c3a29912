# METADATA
# title: "Jobs that copy data out say why, to whom and for how long"
# custom:
#   id: OUT-01
#   family: OUT
#   severity: medium
#   scope: [O]
#   references:
#     guide: [6]
#     iso27001:
#       - {id: "5.14", title: "Information transfer"}
#       - {id: "8.12", title: "Data leakage prevention"}
#     gdpr: ["5(1)(b)", "5(1)(e)", "30(1)"]
#     nis2: ["§ 6, stk. 1, nr. 9 (NIS2 art. 21, stk. 2, litra i)"]
#     cis: {"1.9": [], "1.10": [], "1.11": [], "1.12": [], "2.0": []}
#     pss: null
#     datatilsynet: []
#   waivable: {value: true, approvals: 1, except: []}
#   parameters:
#     - {name: "export.annotations", default: ["tilsyn/export-purpose", "tilsyn/export-recipient", "tilsyn/export-retention", "tilsyn/owner"], source: "house default"}
#     - {name: "export.tools", default: ["pg_dump", "pg_dumpall", "mysqldump", "mariadb-dump", "mongodump", "rclone", "aws s3 cp", "aws s3 sync", "mc cp", "sftp", "scp"], source: "house default"}
#   en:
#     why: "A forgotten dump job keeps making copies of patient data that nobody protects or deletes."
#     change: "Add purpose, recipient, retention and owner to the job as annotations, or remove it."
#     notEvaluableWhen: "The tool runs inside an image whose command the manifest does not show."
#     waivable: "An urgent one-off export may run first and be declared within days."
#     messages:
#       undeclared: "The job runs `{tool}` and lacks the annotation `{annotation}`. Copies of patient data arise that nobody answers for."
#       hidden: "Container `{container}` runs the image `{image}` and its command is not in the manifest. Whether it copies data out cannot be seen."
#   da:
#     title: "Job, der trækker data ud, angiver formål, modtager og slettefrist"
#     why: "Et glemt udtræksjob bliver ved med at lave kopier af patientdata, som ingen beskytter eller sletter."
#     change: "Angiv formål, modtager, opbevaringstid og ejer på jobbet som annotationer, eller fjern det."
#     notEvaluableWhen: "Værktøjet kører inde i et image, og kommandoen fremgår ikke af manifestet."
#     waivable: "Ja: Et enkelt hastende udtræk kan køre først og angives få dage efter."
#     messages:
#       undeclared: "Jobbet kører `{tool}` og mangler annotationen `{annotation}`. Der opstår kopier af patientdata, som ingen svarer for."
#       hidden: "Containeren `{container}` kører imaget `{image}`, og kommandoen fremgår ikke af manifestet. Det kan ikke ses, om den trækker data ud."
package tilsyn.controls.out_01

import data.tilsyn.lib.images
import data.tilsyn.lib.objects
import data.tilsyn.lib.pods

kinds := {"Job", "CronJob", "ScaledJob", "Workflow", "CronWorkflow", "WorkflowTemplate", "ClusterWorkflowTemplate"}

jobs := {item.index: item | some item in objects.of_kinds(kinds)}

containers := [container | some container in pods.containers; jobs[container.object]]

examined := {index | some index, _ in jobs}

tools := object.get(input.parameters, "export.tools", ["pg_dump", "pg_dumpall", "mysqldump", "mariadb-dump", "mongodump", "rclone", "aws s3 cp", "aws s3 sync", "mc cp", "sftp", "scp"])

required := object.get(input.parameters, "export.annotations", ["tilsyn/export-purpose", "tilsyn/export-recipient", "tilsyn/export-retention", "tilsyn/owner"])

violations contains violation if {
	some index, item in jobs
	used := sort([tool | some container in containers; container.object == index; some tool in tools; uses(container, tool)])
	count(used) > 0
	some annotation in required
	not declared(item.object, annotation)
	violation := {
		"object": index,
		"path": ["metadata", "annotations", annotation],
		"messageKey": "undeclared",
		"params": {"tool": used[0], "annotation": annotation},
	}
}

declared(value, annotation) if {
	text := objects.annotations(value)[annotation]
	is_string(text)
	trim_space(text) != ""
	not images.unresolved(text)
}

uses(container, tool) if regex.match(pattern(tool), line(container))

# An image that is named for its one program starts it: `rclone/rclone` with nothing but arguments.
uses(container, tool) if {
	not has_command(container)
	words := split(tool, " ")
	program(container) == words[0]
	regex.match(pattern(tool), concat(" ", [words[0], line(container)]))
}

# The words of a tool in their order, with options in between; a path may stand before the first, so `/usr/bin/pg_dump` is found.
pattern(tool) := concat("", [`(^|[^A-Za-z0-9_.-])`, concat(`(\s+-\S+(\s+[^-\s]\S*)?)*\s+`, [escaped(word) | some word in split(tool, " ")]), `($|[^A-Za-z0-9_-])`])

escaped(word) := strings.replace_n({".": `\.`, "+": `\+`, "*": `\*`, "?": `\?`, "(": `\(`, ")": `\)`, "[": `\[`, "|": `\|`, "$": `\$`, "^": `\^`}, word)

# Quotes and backslashes vanish in a shell: `pg_""dump` is `pg_dump`.
line(container) := strings.replace_n({"\"": "", "'": "", "\\": ""}, concat(" ", words_of(container)))

words_of(container) := array.concat(array.concat(texts(container.value, "command"), texts(container.value, "args")), array.concat(texts(container.value, "source"), [
	entry.value |
		some entry in object.get(container.value, "env", [])
		is_string(entry.value)
]))

texts(value, field) := [text | some text in value[field]; is_string(text)] if {
	is_array(value[field])
} else := [value[field]] if {
	is_string(value[field])
} else := []

has_command(container) if count(texts(container.value, "command")) + count(texts(container.value, "source")) > 0

program(container) := split(steps[count(steps) - 1], ":")[0] if {
	steps := split(split(container.value.image, "@")[0], "/")
}

# Only images whose name speaks of copies raise the doubt; most jobs start their image's own program.
violations contains violation if {
	some container in containers
	is_string(container.value.image)
	not has_command(container)
	regex.match(`(^|[-_])(dump|dumper|export|exporter|backup|udtraek|eksport|rclone|sftp|pgdump|pg-dump|mysqldump|mongodump)([-_]|$)`, lower(program(container)))
	count([tool | some tool in tools; uses(container, tool)]) == 0
	violation := {
		"object": container.object,
		"path": array.concat(container.path, ["image"]),
		"container": container.name,
		"status": "not-evaluable",
		"messageKey": "hidden",
		"params": {"container": container.name, "image": container.value.image},
		"value": container.value.image,
	}
}
