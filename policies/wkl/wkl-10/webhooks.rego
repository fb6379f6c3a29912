# METADATA
# title: Webhooks of policy engines
# description: |
#   A webhook that injects or issues may fail open: it is no admission control. An engine is known by the webhook's own name, which its controller looks
#   for, or by the Service that it calls.
package tilsyn.controls.wkl_10.webhooks

import data.tilsyn.lib.objects
import data.tilsyn.lib.values

webhooks := [found |
	some item in objects.by_kind["ValidatingWebhookConfiguration"]
	item.group == "admissionregistration.k8s.io"
	some index, webhook in item.object.webhooks
	of_engine(webhook)
	found := {"item": item, "index": index, "webhook": webhook}
]

examined := {found.item.index | some found in webhooks}

of_engine(webhook) if regex.match(engine, lower(values.name(webhook)))

of_engine(webhook) if regex.match(service, lower(values.name(values.section(values.section(webhook, "clientConfig"), "service"))))

engine := `(^|\.)gatekeeper\.sh$|(^|\.)kyverno(\.svc)?(-|$)|(^|\.)openpolicyagent\.org$|(^|\.)kubewarden\.(admission|io)$|(^|\.)polaris\.fairwinds\.com$|^pod-security-webhook\.kubernetes\.io$|(^|\.)jspolicy\.com$|(^|\.)datree\.io$`

service := `^(gatekeeper-webhook|kyverno-svc|policy-server|polaris|pod-security-webhook|jspolicy|datree-webhook)|^opa$`

violations contains violation if {
	some found in webhooks
	action := object.get(found.webhook, "failurePolicy", "Fail")
	action != "Fail"
	violation := {
		"object": found.item.index,
		"path": ["webhooks", found.index, "failurePolicy"],
		"messageKey": "webhookFailsOpen",
		"params": {"webhook": values.name(found.webhook), "action": action},
		"value": action,
	}
}
