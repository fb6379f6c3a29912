package tilsyn.lib.hosts_test

import data.tilsyn.lib.hosts

test_of if {
	hosts.of("https://s3.example.com:9000/x") == "s3.example.com"
	hosts.of("http://minio.velero.svc@evil.example.com/") == "evil.example.com"
	hosts.of("//MinIO") == "minio"
	not hosts.of("s3.example.com")
}

test_in_cluster if {
	every host in ["minio", "minio.velero.svc", "minio.velero.svc.cluster.local", "localhost", "127.0.0.1", "[::1]"] {
		hosts.in_cluster(host)
	}
	every host in ["minio.example.com", "svc.example.com", "10.0.0.1"] {
		not hosts.in_cluster(host)
	}
}
