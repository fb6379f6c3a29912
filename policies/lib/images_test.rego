package tilsyn.lib.images_test

import data.tilsyn.lib.images

test_registry_port_is_no_tag if images.parse("host:5000/app") == {"tag": "", "digest": ""}

test_tag_and_digest if images.parse("host:5000/app:1.2@sha256:ab") == {"tag": "1.2", "digest": "sha256:ab"}

test_digest_lengths if {
	images.well_formed("sha256:0d85f5af1e0dfa09503f0bdb179ab8f37c4225b43d442a3a91e59c3c849bc99e")
	not images.well_formed("sha256:0d85")
	not images.well_formed("sha512:0d85f5af1e0dfa09503f0bdb179ab8f37c4225b43d442a3a91e59c3c849bc99e")
	images.well_formed("blake3:0d85f5af")
	not images.well_formed("")
}
