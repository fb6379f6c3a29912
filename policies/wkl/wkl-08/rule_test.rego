package tilsyn.controls.wkl_08_test

import data.tilsyn.controls.wkl_08
import data.tilsyn.lib.batch_test

confined := {"seccompProfile": {"type": "RuntimeDefault"}}

pod(security) := batch_test.pod({"securityContext": object.union(confined, security), "containers": [{"name": "c"}]})

container(security) := batch_test.pod({"securityContext": confined, "containers": [{"name": "c", "securityContext": security}]})

at(version, batch) := object.union(batch, {"kubernetesVersion": version})

test_confined_passes if {
	count(wkl_08.violations) == 0 with input as pod({})
}

test_profile_of_another_spelling if {
	every type in ["runtimedefault", "runtime/default", "localhost", "", null, true] {
		batch_test.keys(wkl_08.violations) == {"seccomp"} with input as container({"seccompProfile": {"type": type}})
		batch_test.keys(wkl_08.violations) == {"appArmor"} with input as container({"appArmorProfile": {"type": type}})
	}
}

test_profile_that_is_no_object if {
	batch_test.keys(wkl_08.violations) == {"seccomp"} with input as container({"seccompProfile": "RuntimeDefault"})
}

test_null_on_the_container_inherits if {
	count(wkl_08.violations) == 0 with input as container({"seccompProfile": null, "appArmorProfile": null, "seLinuxOptions": null, "procMount": null})
}

test_a_bad_pod_profile_is_one_fact if {
	found := wkl_08.violations with input as batch_test.pod({"securityContext": {"seccompProfile": {"type": "Unconfined"}}, "containers": [{"name": "a"}, {"name": "b"}]})
	batch_test.keys(found) == {"podSeccomp"}
	count(found) == 1
}

annotated(annotations) := object.union(pod({}), {"objects": [object.union(pod({}).objects[0], {"object": object.union(pod({}).objects[0].object, {"metadata": {"annotations": annotations}})})]})

test_app_armor_annotation if {
	every value in ["unconfined", "Unconfined", "RuntimeDefault", "localhost", true, null] {
		batch_test.keys(wkl_08.violations) == {"appArmorAnnotation"} with input as annotated({"container.apparmor.security.beta.kubernetes.io/c": value})
	}
	every value in ["runtime/default", "localhost/journal", ""] {
		count(wkl_08.violations) == 0 with input as annotated({"container.apparmor.security.beta.kubernetes.io/c": value})
	}
}

test_seccomp_annotation_where_it_may_count if {
	batch := annotated({"seccomp.security.alpha.kubernetes.io/pod": "unconfined"})
	batch_test.keys(wkl_08.violations) == {"seccompAnnotation"} with input as at("1.26", batch)
	batch_test.keys(wkl_08.violations) == {"seccompAnnotation"} with input as at("", batch)
	count(wkl_08.violations) == 0 with input as at("1.27", batch)
}

passing(name) := {version |
	some version in ["1.26", "1.27", "1.28", "1.29", "1.31", "1.32", "1.36", "1.37", ""]
	found := wkl_08.violations with input as at(version, pod({"sysctls": [{"name": name, "value": "1"}]}))
	count(found) == 0
}

test_sysctls_by_version if {
	every name in ["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ping_group_range", "net.ipv4.tcp_syncookies"] {
		count(passing(name)) == 9
	}
	passing("net.ipv4.ip_local_reserved_ports") == {"1.27", "1.28", "1.29", "1.31", "1.32", "1.36", "1.37"}
	every name in ["tcp_fin_timeout", "tcp_keepalive_intvl", "tcp_keepalive_probes", "tcp_keepalive_time"] {
		passing(concat(".", ["net.ipv4", name])) == {"1.29", "1.31", "1.32", "1.36", "1.37"}
	}
	every name in ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"] {
		passing(name) == {"1.32", "1.36", "1.37"}
	}
	every name in ["net.ipv4.tcp_notsent_lowat", "net.ipv4.tcp_slow_start_after_idle"] {
		passing(name) == {"1.37"}
	}
	every name in ["kernel.msgmax", "net/ipv4/tcp_syncookies", ""] {
		passing(name) == set()
	}
}

test_sysctl_without_a_name if {
	batch_test.keys(wkl_08.violations) == {"sysctl"} with input as pod({"sysctls": [{"value": "1"}]})
}

test_container_engine_by_version if {
	batch := container({"seLinuxOptions": {"type": "container_engine_t"}})
	count(wkl_08.violations) == 0 with input as at("1.31", batch)
	every version in ["1.30", ""] {
		batch_test.keys(wkl_08.violations) == {"seLinux"} with input as at(version, batch)
	}
}

test_proc_mount_stays_masked_in_a_user_namespace if {
	spec := {"hostUsers": false, "securityContext": confined, "containers": [{"name": "c", "securityContext": {"procMount": "Unmasked"}}]}
	batch_test.keys(wkl_08.violations) == {"procMount"} with input as batch_test.pod(spec)
}

probing(host, more) := batch_test.pod(object.union({"securityContext": confined, "containers": [{"name": "c", "livenessProbe": {"httpGet": {"host": host}}}]}, more))

test_loopback_is_the_machines_own if {
	batch_test.keys(wkl_08.violations) == {"probeHost"} with input as probing("127.0.0.1", {})
	batch_test.keys(wkl_08.violations) == {"probeHost"} with input as probing("127.0.0.1", {"hostNetwork": false})
	count(wkl_08.violations) == 0 with input as probing("127.0.0.1", {"hostNetwork": true})
	batch_test.keys(wkl_08.violations) == {"probeHost"} with input as probing("10.0.0.1", {"hostNetwork": true})
}
