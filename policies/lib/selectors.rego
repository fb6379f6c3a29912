# METADATA
# title: Label selectors
# description: Selectors as apimachinery's `LabelSelectorAsSelector` reads them; an operator that Kubernetes does not have selects nothing.
package tilsyn.lib.selectors

# One that selects by nothing selects everything.
matches(selector, labels) if {
	every key, value in values_of(selector, "matchLabels", {}) {
		labels[key] == value
	}
	every expression in values_of(selector, "matchExpressions", []) {
		expressed(expression, labels)
	}
}

values_of(selector, field, otherwise) := selector[field] if {
	selector[field] != null
} else := otherwise

# A selector without any requirement.
everything(selector) if {
	is_object(selector)
	count(values_of(selector, "matchLabels", {})) == 0
	count(values_of(selector, "matchExpressions", [])) == 0
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
	not expression.key in object.keys(labels)
}

# A label that is missing is in no list.
listed(expression, labels) if labels[expression.key] in expression.values
