package tilsyn.inventory.enc_08_test

import data.tilsyn.inventory.enc_08.databases
import data.tilsyn.inventory.enc_08.plugin

test_modes_in_texts if {
	databases.modes("URL", "postgres://a?sslmode=require&x=1") == {"require"}
	databases.modes("db.ini", "sslmode: 'verify-full'\nsslmode = prefer") == {"verify-full", "prefer"}
	databases.modes("PGSSLMODE", "Disable") == {"disable"}
	databases.modes("URL", "sslmode=${MODE}") == set()
}

test_a_word_is_not_yet_encryption if {
	plugin.cilium({"data": {"enable-wireguard": "true"}})
	not plugin.cilium({"data": {"enable-wireguard": "no", "enable-l7-proxy": "true"}})
}
