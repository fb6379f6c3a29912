# METADATA
# title: Label selectors
# description: |
#   Whether a LabelSelector chooses something with these labels: an empty one chooses everything, an operator that Kubernetes does not have chooses
#   nothing (apimachinery, LabelSelectorAsSelector).
package tilsyn.lib.selectors

matches(selector, labels) if {
	is_object(selector)
	every key, value in section(selector, "matchLabels") {
		labels[key] == value
	}
	every expression in list(selector, "matchExpressions") {
		expressed(expression, labels)
	}
}

# Chooses whatever there is.
everything(selector) if {
	is_object(selector)
	count(section(selector, "matchLabels")) == 0
	count(list(selector, "matchExpressions")) == 0
}

expressed(expression, labels) if {
	expression.operator == "In"
	labels[expression.key] in expression.values
}

expressed(expression, labels) if {
	expression.operator == "NotIn"
	not listed(expression, labels)
}

expressed(expression, labels) if {
	expression.operator == "Exists"
	_ = labels[expression.key]
}

expressed(expression, labels) if {
	expression.operator == "DoesNotExist"
	not has(labels, expression.key)
}

listed(expression, labels) if labels[expression.key] in expression.values

has(labels, key) if _ = labels[key]

section(parent, field) := parent[field] if {
	is_object(parent[field])
} else := {}

list(parent, field) := parent[field] if {
	is_array(parent[field])
} else := []
