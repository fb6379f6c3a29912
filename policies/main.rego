# METADATA
# title: The questions that are asked of the policies
# description: |
#   Each answer echoes the number of objects, so that an input which was not understood cannot look like an input without faults. A control's rules name
#   the objects that they examined and the violations that they found.
package tilsyn.main

import data.tilsyn.change.chg_06
import data.tilsyn.change.inc_01 as change_inc_01
import data.tilsyn.change.wkl_01 as change_wkl_01
import data.tilsyn.change.wkl_10 as change_wkl_10
import data.tilsyn.controls.aut_02
import data.tilsyn.controls.aut_03
import data.tilsyn.controls.aut_04
import data.tilsyn.controls.aut_05
import data.tilsyn.controls.aut_06
import data.tilsyn.controls.aut_08
import data.tilsyn.controls.aut_09
import data.tilsyn.controls.aut_13
import data.tilsyn.controls.bak_02
import data.tilsyn.controls.bak_04
import data.tilsyn.controls.chg_01
import data.tilsyn.controls.chg_02
import data.tilsyn.controls.chg_05
import data.tilsyn.controls.chg_07
import data.tilsyn.controls.enc_01
import data.tilsyn.controls.enc_03
import data.tilsyn.controls.enc_04
import data.tilsyn.controls.enc_07
import data.tilsyn.controls.inc_02
import data.tilsyn.controls.lfu_02
import data.tilsyn.controls.log_02
import data.tilsyn.controls.log_03
import data.tilsyn.controls.log_04
import data.tilsyn.controls.out_01
import data.tilsyn.controls.out_02
import data.tilsyn.controls.out_05
import data.tilsyn.controls.phy_02
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
import data.tilsyn.inventory.alr_02
import data.tilsyn.inventory.aut_01
import data.tilsyn.inventory.aut_07
import data.tilsyn.inventory.aut_10
import data.tilsyn.inventory.aut_11
import data.tilsyn.inventory.aut_12
import data.tilsyn.inventory.aut_14
import data.tilsyn.inventory.aut_15
import data.tilsyn.inventory.bak_01
import data.tilsyn.inventory.bak_03
import data.tilsyn.inventory.bak_04 as inventory_bak_04
import data.tilsyn.inventory.bak_05
import data.tilsyn.inventory.enc_02
import data.tilsyn.inventory.enc_05
import data.tilsyn.inventory.enc_06
import data.tilsyn.inventory.enc_08
import data.tilsyn.inventory.inc_01 as inventory_inc_01
import data.tilsyn.inventory.inc_03
import data.tilsyn.inventory.inc_05
import data.tilsyn.inventory.lfu_01
import data.tilsyn.inventory.lfu_04
import data.tilsyn.inventory.log_01
import data.tilsyn.inventory.log_05
import data.tilsyn.inventory.log_06
import data.tilsyn.inventory.log_07
import data.tilsyn.inventory.log_08
import data.tilsyn.inventory.out_03
import data.tilsyn.inventory.out_04
import data.tilsyn.inventory.out_06
import data.tilsyn.inventory.phy_02 as inventory_phy_02
import data.tilsyn.inventory.sup_02
import data.tilsyn.inventory.sup_03
import data.tilsyn.inventory.sup_05
import data.tilsyn.inventory.wkl_10 as inventory_wkl_10

# METADATA
# title: Single objects
# description: Asked of a part of the run at a time; what a rule needs of other objects comes with each object.
# entrypoint: true
object := {
	"objects": count(input.objects),
	"controls": {
		"AUT-02": {"examined": aut_02.examined, "violations": aut_02.violations},
		"AUT-03": {"examined": aut_03.examined, "violations": aut_03.violations},
		"AUT-04": {"examined": aut_04.examined, "violations": aut_04.violations},
		"AUT-05": {"examined": aut_05.examined, "violations": aut_05.violations},
		"AUT-06": {"examined": aut_06.examined, "violations": aut_06.violations},
		"AUT-08": {"examined": aut_08.examined, "violations": aut_08.violations},
		"AUT-09": {"examined": aut_09.examined, "violations": aut_09.violations},
		"AUT-13": {"examined": aut_13.examined, "violations": aut_13.violations},
		"BAK-02": {"examined": bak_02.examined, "violations": bak_02.violations},
		"BAK-04": {"examined": bak_04.examined, "violations": bak_04.violations},
		"CHG-01": {"examined": chg_01.examined, "violations": chg_01.violations},
		"CHG-02": {"examined": chg_02.examined, "violations": chg_02.violations},
		"CHG-05": {"examined": chg_05.examined, "violations": chg_05.violations},
		"CHG-07": {"examined": chg_07.examined, "violations": chg_07.violations},
		"ENC-01": {"examined": enc_01.examined, "violations": enc_01.violations},
		"ENC-03": {"examined": enc_03.examined, "violations": enc_03.violations},
		"ENC-04": {"examined": enc_04.examined, "violations": enc_04.violations},
		"ENC-07": {"examined": enc_07.examined, "violations": enc_07.violations},
		"INC-02": {"examined": inc_02.examined, "violations": inc_02.violations},
		"LFU-02": {"examined": lfu_02.examined, "violations": lfu_02.violations},
		"LOG-02": {"examined": log_02.examined, "violations": log_02.violations},
		"LOG-03": {"examined": log_03.examined, "violations": log_03.violations},
		"LOG-04": {"examined": log_04.examined, "violations": log_04.violations},
		"OUT-01": {"examined": out_01.examined, "violations": out_01.violations},
		"OUT-02": {"examined": out_02.examined, "violations": out_02.violations},
		"OUT-05": {"examined": out_05.examined, "violations": out_05.violations},
		"PHY-02": {"examined": phy_02.examined, "violations": phy_02.violations},
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
		"ALR-02": {"examined": alr_02.examined, "violations": alr_02.violations, "cluster": alr_02.cluster},
		"AUT-01": {"examined": aut_01.examined, "violations": aut_01.violations, "cluster": aut_01.cluster},
		"AUT-07": {"examined": aut_07.examined, "violations": aut_07.violations},
		"AUT-10": {"examined": aut_10.examined, "violations": aut_10.violations},
		"AUT-11": {"examined": aut_11.examined, "violations": aut_11.violations},
		"AUT-12": {"examined": aut_12.examined, "violations": aut_12.violations},
		"AUT-14": {"examined": aut_14.examined, "violations": aut_14.violations},
		"AUT-15": {"examined": aut_15.examined, "violations": aut_15.violations},
		"BAK-01": {"examined": bak_01.examined, "violations": bak_01.violations, "cluster": bak_01.cluster},
		"BAK-03": {"examined": bak_03.examined, "violations": bak_03.violations, "cluster": bak_03.cluster},
		"BAK-04": {"examined": inventory_bak_04.examined, "violations": inventory_bak_04.violations},
		"BAK-05": {"examined": bak_05.examined, "violations": bak_05.violations},
		"ENC-02": {"examined": enc_02.examined, "violations": enc_02.violations},
		"ENC-05": {"examined": enc_05.examined, "violations": enc_05.violations, "cluster": enc_05.cluster},
		"ENC-06": {"examined": enc_06.examined, "violations": enc_06.violations},
		"ENC-08": {"examined": enc_08.examined, "violations": enc_08.violations, "cluster": enc_08.cluster},
		"INC-01": {"examined": inventory_inc_01.examined, "violations": inventory_inc_01.violations, "cluster": inventory_inc_01.cluster},
		"INC-03": {"examined": inc_03.examined, "violations": inc_03.violations, "cluster": inc_03.cluster},
		"INC-05": {"examined": inc_05.examined, "violations": inc_05.violations},
		"LFU-01": {"examined": lfu_01.examined, "violations": lfu_01.violations, "cluster": lfu_01.cluster},
		"LFU-04": {"examined": lfu_04.examined, "violations": lfu_04.violations, "cluster": lfu_04.cluster},
		"LOG-01": {"examined": log_01.examined, "violations": log_01.violations, "cluster": log_01.cluster},
		"LOG-05": {"examined": log_05.examined, "violations": log_05.violations, "cluster": log_05.cluster},
		"LOG-06": {"examined": log_06.examined, "violations": log_06.violations},
		"LOG-07": {"examined": log_07.examined, "violations": log_07.violations, "cluster": log_07.cluster},
		"LOG-08": {"examined": log_08.examined, "violations": log_08.violations},
		"OUT-03": {"examined": out_03.examined, "violations": out_03.violations, "cluster": out_03.cluster},
		"OUT-04": {"examined": out_04.examined, "violations": out_04.violations, "cluster": out_04.cluster},
		"OUT-06": {"examined": out_06.examined, "violations": out_06.violations},
		"PHY-02": {"examined": inventory_phy_02.examined, "violations": inventory_phy_02.violations, "cluster": inventory_phy_02.cluster},
		"SUP-02": {"examined": sup_02.examined, "violations": sup_02.violations, "cluster": sup_02.cluster},
		"SUP-03": {"examined": sup_03.examined, "violations": sup_03.violations},
		"SUP-05": {"examined": sup_05.examined, "violations": sup_05.violations, "cluster": sup_05.cluster},
		"WKL-10": {"examined": inventory_wkl_10.examined, "violations": inventory_wkl_10.violations},
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
		"INC-01": {"examined": change_inc_01.examined, "violations": change_inc_01.violations},
		"WKL-01": {"examined": change_wkl_01.examined, "violations": change_wkl_01.violations},
		"WKL-10": {"examined": change_wkl_10.examined, "violations": change_wkl_10.violations},
	},
}
