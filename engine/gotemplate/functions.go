package gotemplate

import (
	"fmt"
	"regexp"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"
	"sigs.k8s.io/yaml"
)

// functions are sprig's without those that read the environment, and the controller's own.
// https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/
var functions = makeFunctions()

func makeFunctions() template.FuncMap {
	made := sprig.GenericFuncMap()
	for _, name := range []string{"env", "expandenv", "getHostByName"} {
		delete(made, name)
	}
	for _, name := range unsettled {
		made[name] = refuse(name)
	}
	made["normalize"] = normalize
	made["slugify"] = slugify
	made["toYaml"] = toYaml
	made["fromYaml"] = fromYaml[map[string]any]
	made["fromYamlArray"] = fromYaml[[]any]
	return made
}

// What these give is another thing at each reconciliation, so nothing judged here would be what is applied there.
var unsettled = []string{
	"now", "ago", "date", "dateInZone", "date_in_zone", "htmlDate", "htmlDateInZone",
	"randAlphaNum", "randAlpha", "randAscii", "randNumeric", "randInt", "randBytes", "shuffle", "uuidv4",
	"bcrypt", "htpasswd", "encryptAES", "derivePassword", "genPrivateKey", "buildCustomCert",
	"genCA", "genCAWithKey", "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey",
}

func refuse(name string) func(...any) (string, error) {
	return func(...any) (string, error) {
		return "", fmt.Errorf("%s gives something else each time, so what is deployed cannot be known", name)
	}
}

var notInName = regexp.MustCompile(`[^-a-z0-9.]`)

const maxName = 253

// normalize makes a name of a DNS subdomain.
func normalize(text string) string {
	name := notInName.ReplaceAllString(strings.ToLower(text), "-")
	return strings.Trim(name[:min(len(name), maxName)], "-.")
}

var (
	notInSlug = regexp.MustCompile(`[^a-z0-9_-]`)
	dashes    = regexp.MustCompile(`-+`)
	spelled   = strings.NewReplacer("&", "and", "@", "at", `"`, "", "'", "")
)

const maxSlug = 50

// slugify takes `[length [whole words only]] text`. Letters outside ASCII are spelled by a table in the controller that is not here, so they are refused.
func slugify(args ...any) (string, error) {
	length, wholeWords := maxSlug, false
	if len(args) == 0 || len(args) > 3 {
		return "", fmt.Errorf("slugify takes one to three arguments")
	}
	text, isText := args[len(args)-1].(string)
	if !isText {
		return "", fmt.Errorf("slugify: the last argument is no text")
	}
	if len(args) > 1 {
		number, isNumber := args[0].(int)
		if !isNumber || number < 1 {
			return "", fmt.Errorf("slugify: the first argument is no length")
		}
		length = number
	}
	if len(args) > 2 {
		whole, isBool := args[1].(bool)
		if !isBool {
			return "", fmt.Errorf("slugify: the second argument is neither true nor false")
		}
		wholeWords = whole
	}
	for _, letter := range text {
		if letter > 127 {
			return "", fmt.Errorf("slugify of letters outside ASCII is not supported")
		}
	}
	slug := strings.ToLower(spelled.Replace(strings.TrimSpace(text)))
	if !wholeWords {
		slug = slug[:min(len(slug), length)]
	}
	slug = strings.Trim(dashes.ReplaceAllString(notInSlug.ReplaceAllString(slug, "-"), "-"), "-_")
	if !wholeWords || len(slug) <= length {
		return slug, nil
	}
	if cut := strings.LastIndex(slug[:length+1], "-"); cut >= 0 {
		return slug[:cut], nil
	}
	return slug[:length], nil
}

func toYaml(value any) (string, error) {
	text, err := yaml.Marshal(value)
	return strings.TrimSuffix(string(text), "\n"), err
}

func fromYaml[T any](text string) (T, error) {
	var value T
	err := yaml.Unmarshal([]byte(text), &value)
	return value, err
}
