# METADATA
# title: The questions that are asked of the policies
# description: |
#   Each answer echoes the number of objects, so that an input which was not understood cannot look like an input without faults. A control's rules name
#   the objects that they examined and the violations that they found.
package tilsyn.main

import data.tilsyn.change.chg_06
import data.tilsyn.controls.aut_06
import data.tilsyn.controls.aut_08
import data.tilsyn.controls.aut_09
import data.tilsyn.controls.chg_01
import data.tilsyn.controls.enc_01
import data.tilsyn.controls.enc_04
import data.tilsyn.controls.enc_07
import data.tilsyn.controls.out_05
import data.tilsyn.controls.sup_01
import data.tilsyn.controls.wkl_01
import data.tilsyn.controls.wkl_02
import data.tilsyn.controls.wkl_03
import data.tilsyn.controls.wkl_04
import data.tilsyn.controls.wkl_05
import data.tilsyn.controls.wkl_06
import data.tilsyn.controls.wkl_07
import data.tilsyn.controls.wkl_08
import data.tilsyn.controls.wkl_09
import data.tilsyn.controls.wkl_10
import data.tilsyn.inventory.aut_01
import data.tilsyn.inventory.aut_07
import data.tilsyn.inventory.aut_10
import data.tilsyn.inventory.aut_11
import data.tilsyn.inventory.aut_12
import data.tilsyn.inventory.aut_14
import data.tilsyn.inventory.aut_15
import data.tilsyn.inventory.enc_08
import data.tilsyn.inventory.out_03
import data.tilsyn.inventory.out_04
import data.tilsyn.inventory.out_06
import data.tilsyn.inventory.sup_03

# METADATA
# title: Single objects
# description: Asked of a part of the run at a time; what a rule needs of other objects comes with each object.
# entrypoint: true
object := {
	"objects": count(input.objects),
	"controls": {
		"AUT-06": {"examined": aut_06.examined, "violations": aut_06.violations},
		"AUT-08": {"examined": aut_08.examined, "violations": aut_08.violations},
		"AUT-09": {"examined": aut_09.examined, "violations": aut_09.violations},
		"CHG-01": {"examined": chg_01.examined, "violations": chg_01.violations},
		"ENC-01": {"examined": enc_01.examined, "violations": enc_01.violations},
		"ENC-04": {"examined": enc_04.examined, "violations": enc_04.violations},
		"ENC-07": {"examined": enc_07.examined, "violations": enc_07.violations},
		"OUT-05": {"examined": out_05.examined, "violations": out_05.violations},
		"SUP-01": {"examined": sup_01.examined, "violations": sup_01.violations},
		"WKL-01": {"examined": wkl_01.examined, "violations": wkl_01.violations},
		"WKL-02": {"examined": wkl_02.examined, "violations": wkl_02.violations},
		"WKL-03": {"examined": wkl_03.examined, "violations": wkl_03.violations},
		"WKL-04": {"examined": wkl_04.examined, "violations": wkl_04.violations},
		"WKL-05": {"examined": wkl_05.examined, "violations": wkl_05.violations},
		"WKL-06": {"examined": wkl_06.examined, "violations": wkl_06.violations},
		"WKL-07": {"examined": wkl_07.examined, "violations": wkl_07.violations},
		"WKL-08": {"examined": wkl_08.examined, "violations": wkl_08.violations},
		"WKL-09": {"examined": wkl_09.examined, "violations": wkl_09.violations},
		"WKL-10": {"examined": wkl_10.examined, "violations": wkl_10.violations},
	},
}

# METADATA
# title: All that one cluster gets
# description: |
#   Asked once a cluster, of all its objects at once; large fields that no such rule needs are left out. A rule may also speak of the cluster itself, in
#   `cluster`: what should be there and is not, or is not in this repository.
# entrypoint: true
inventory := {
	"objects": count(input.objects),
	"controls": {
		"AUT-01": {"examined": aut_01.examined, "violations": aut_01.violations, "cluster": aut_01.cluster},
		"AUT-07": {"examined": aut_07.examined, "violations": aut_07.violations},
		"AUT-10": {"examined": aut_10.examined, "violations": aut_10.violations},
		"AUT-11": {"examined": aut_11.examined, "violations": aut_11.violations},
		"AUT-12": {"examined": aut_12.examined, "violations": aut_12.violations},
		"AUT-14": {"examined": aut_14.examined, "violations": aut_14.violations},
		"AUT-15": {"examined": aut_15.examined, "violations": aut_15.violations},
		"ENC-08": {"examined": enc_08.examined, "violations": enc_08.violations, "cluster": enc_08.cluster},
		"OUT-03": {"examined": out_03.examined, "violations": out_03.violations, "cluster": out_03.cluster},
		"OUT-04": {"examined": out_04.examined, "violations": out_04.violations, "cluster": out_04.cluster},
		"OUT-06": {"examined": out_06.examined, "violations": out_06.violations},
		"SUP-03": {"examined": sup_03.examined, "violations": sup_03.violations},
	},
}

# METADATA
# title: What a change altered or took away
# description: Each object as it is now, or as it was when it is gone, with what it was in `before`.
# entrypoint: true
change := {
	"objects": count(input.objects),
	"controls": {
		"CHG-06": {"examined": chg_06.examined, "violations": chg_06.violations},
	},
}
