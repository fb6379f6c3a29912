package helm

import (
	"cmp"
	"slices"
	"strings"
)

// What a template may ask of the cluster, the clock or chance; an answer other than ours may give other objects.
var features = map[string]string{
	"lookup": "lookup",
	"now":    "now", "ago": "now",
	"randAlphaNum": "random", "randAlpha": "random", "randAscii": "random", "randNumeric": "random", "randBytes": "random", "randInt": "random",
	"uuidv4": "random", "shuffle": "random", "encryptAES": "random",
	"genPrivateKey": "crypto", "derivePassword": "crypto", "bcrypt": "crypto", "htpasswd": "crypto", "genCA": "crypto", "genCAWithKey": "crypto",
	"genSelfSignedCert": "crypto", "genSelfSignedCertWithKey": "crypto", "genSignedCert": "crypto", "genSignedCertWithKey": "crypto",
	"getHostByName": "dns",
}

// findUses lists where templates use such a feature, and whether a test depends on it, through variables and helpers too. It reads the source, so it
// names what could be used; it does not follow a template's text made by tpl.
func findUses(p *prepared, sources []source, visits visits) []Use {
	ofHelper := map[string][]string{}
	for _, define := range sortedKeys(visits.ofDefine) {
		var found []string
		for _, seen := range visits.through(define) {
			found = append(found, featuresOf(seen)...)
		}
		slices.Sort(found)
		ofHelper[define] = slices.Compact(found)
	}
	var all []Use
	for index, one := range sources {
		place := p.loaded.place(one.template)
		for _, seen := range visits.ofSource[index] {
			for _, feature := range featuresOf(seen) {
				all = append(all, Use{feature, place, seen.line, seen.inTest})
			}
			// A helper's own use is listed where it stands; its includer only where the helper decides a test.
			if seen.include == "" || !seen.inTest {
				continue
			}
			for _, feature := range ofHelper[seen.include] {
				all = append(all, Use{feature, place, seen.line, true})
			}
		}
	}
	return uniqueUses(all)
}

func featuresOf(seen visit) []string {
	if feature, known := features[seen.call]; known {
		return []string{feature}
	}
	switch {
	case len(seen.path) > 0 && seen.path[0] == "Capabilities":
		return []string{"capabilities"}
	case len(seen.path) > 1 && seen.path[0] == "Release" && slices.Contains([]string{"IsUpgrade", "IsInstall", "Revision"}, seen.path[1]):
		return []string{"isUpgrade"}
	}
	return nil
}

// uniqueUses keeps one entry a place and feature: the one that branches, if one does.
func uniqueUses(all []Use) []Use {
	slices.SortFunc(all, func(left, right Use) int {
		return cmp.Or(
			strings.Compare(left.File, right.File), strings.Compare(left.Inside, right.Inside), cmp.Compare(left.Line, right.Line),
			strings.Compare(left.Feature, right.Feature), -compareBool(left.Branches, right.Branches),
		)
	})
	all = slices.CompactFunc(all, func(left, right Use) bool {
		return left.Feature == right.Feature && left.Place == right.Place && left.Line == right.Line
	})
	return append([]Use{}, all...)
}

func compareBool(left, right bool) int {
	switch {
	case left == right:
		return 0
	case left:
		return 1
	default:
		return -1
	}
}
