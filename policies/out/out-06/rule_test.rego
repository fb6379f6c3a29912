package tilsyn.inventory.out_06_test

import data.tilsyn.lib.environments

test_words_stand_by_themselves if {
	environments.names_production("s3://journal-PROD/backup") with input as {"parameters": {}}
	environments.names_production("https://db.prod.example.com:5432") with input as {"parameters": {}}
	not environments.names_production("reproduced/products") with input as {"parameters": {}}
}

test_words_are_a_setting if {
	environments.names_production("live/db") with input as {"parameters": {"environments.productionWords": ["live"]}}
}
