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
func findUses(p *prepared) []Use {
	ofHelper := map[string][]visit{}
	var all []Use
	sources := p.sources()
	visits := make([][]visit, len(sources))
	for index, one := range sources {
		walkTemplate(one.name, string(one.template.Data), func(seen visit) {
			visits[index] = append(visits[index], seen)
			ofHelper[seen.define] = append(ofHelper[seen.define], seen)
		})
	}
	for index, one := range sources {
		for _, seen := range visits[index] {
			for _, feature := range featuresOf(seen, ofHelper, map[string]bool{}) {
				// A helper's own use is listed where it stands; its includer only where the helper decides a test.
				if seen.include == "" || seen.inTest {
					all = append(all, Use{feature, p.loaded.place(one.template), seen.line, seen.inTest})
				}
			}
		}
	}
	return uniqueUses(all)
}

func featuresOf(seen visit, ofHelper map[string][]visit, entered map[string]bool) []string {
	var found []string
	if feature, known := features[seen.call]; known {
		found = append(found, feature)
	}
	if path := strings.Join(seen.path, "."); strings.HasPrefix(path+".", "Capabilities.") {
		found = append(found, "capabilities")
	} else if path == "Release.IsUpgrade" || path == "Release.IsInstall" || path == "Release.Revision" {
		found = append(found, "isUpgrade")
	}
	if seen.include == "" || entered[seen.include] {
		return found
	}
	entered[seen.include] = true
	for _, inner := range ofHelper[seen.include] {
		found = append(found, featuresOf(inner, ofHelper, entered)...)
	}
	slices.Sort(found)
	return slices.Compact(found)
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
