package tilsyn.controls.bak_04_test

import data.tilsyn.controls.bak_04
import data.tilsyn.lib.batch_test

location(provider, config) := batch_test.of({"apiVersion": "velero.io/v1", "kind": "BackupStorageLocation", "metadata": {"name": "l"}, "spec": {"provider": provider, "config": config}}, {})

sealed(config) := location("velero.io/aws", object.union({"serverSideEncryption": "aws:kms", "region": "eu-north-1"}, config))

test_outside_encrypted if count(bak_04.violations) == 0 with input as sealed({"s3Url": "https://s3.example.com"})

test_in_cluster if {
	every address in ["https://minio", "https://minio.velero.svc:9000", "https://minio.velero.svc.cluster.local", "https://127.0.0.1:9000"] {
		batch_test.keys(bak_04.violations) == {"inCluster"} with input as sealed({"s3Url": address})
	}
}

test_user_part_does_not_hide_the_host if {
	batch_test.keys(bak_04.violations) == {"inCluster"} with input as sealed({"s3Url": "https://s3.example.com@minio.velero.svc"})
}

test_skip_of_verification if {
	every value in ["true", true, "1", "TRUE", "yes"] {
		batch_test.keys(bak_04.violations) == {"notVerified"} with input as sealed({"insecureSkipTLSVerify": value})
	}
	every value in ["false", false, "", null] {
		count(bak_04.violations) == 0 with input as sealed({"insecureSkipTLSVerify": value})
	}
}

test_provider_beside_the_system if batch_test.keys(bak_04.violations) == {"inCluster"} with input as location("replicated.com/nfs", {})

test_region_is_a_fact_of_another_control if {
	found := bak_04.violations with input as object.union(sealed({"region": "eu-west-1"}), {"parameters": {"regions.allow": ["eu-north-1"]}})
	{violation.impliedBy | some violation in found} == {"PHY-02"}
}
