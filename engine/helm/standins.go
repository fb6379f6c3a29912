package helm

import (
	"encoding/base64"
	"fmt"
	"slices"
	"text/template"
)

// Making a key or a certificate takes seconds in WebAssembly and gives another one each time, so templates get these instead: fixed, and plainly not keys.
const standInText = "tilsyn: stands in for what the chart generates"

var (
	standInCertificate = pem("CERTIFICATE")
	standInKey         = pem("RSA PRIVATE KEY")
	standInPassword    = "tilsyn-stands-in-for-a-derived-password"
	standInHash        = "$2a$10$tilsyn.stands.in.for.a.generated.bcrypt.hash......"
)

func pem(label string) string {
	return fmt.Sprintf("-----BEGIN %s-----\n%s\n-----END %s-----\n", label, base64.StdEncoding.EncodeToString([]byte(standInText)), label)
}

// certificate has the fields that templates read of sprig's own type, which is private there.
type certificate struct {
	Cert string
	Key  string
}

// standIns remembers which stand-ins templates were given.
type standIns struct {
	given map[string]bool
}

func newStandIns() *standIns { return &standIns{map[string]bool{}} }

func (s *standIns) used() []string {
	used := []string{}
	for text := range s.given {
		used = append(used, text)
	}
	slices.Sort(used)
	return used
}

func (s *standIns) give(text string) string {
	s.given[text] = true
	return text
}

func (s *standIns) certificate() certificate {
	return certificate{s.give(standInCertificate), s.give(standInKey)}
}

// functions replaces the whole family at once: its members hand each other values of a private type. Parameters are those of sprig, so that a wrong
// call still fails.
func (s *standIns) functions() template.FuncMap {
	return template.FuncMap{
		"genPrivateKey":            func(string) string { return s.give(standInKey) },
		"derivePassword":           func(uint32, string, string, string, string) string { return s.give(standInPassword) },
		"bcrypt":                   func(string) string { return s.give(standInHash) },
		"htpasswd":                 func(user, _ string) string { return user + ":" + s.give(standInHash) },
		"buildCustomCert":          buildCustomCert,
		"genCA":                    func(string, int) (certificate, error) { return s.certificate(), nil },
		"genCAWithKey":             func(_ string, _ int, key string) (certificate, error) { return s.withKey(key), nil },
		"genSelfSignedCert":        func(string, []any, []any, int) (certificate, error) { return s.certificate(), nil },
		"genSelfSignedCertWithKey": func(_ string, _, _ []any, _ int, key string) (certificate, error) { return s.withKey(key), nil },
		"genSignedCert":            func(string, []any, []any, int, certificate) (certificate, error) { return s.certificate(), nil },
		"genSignedCertWithKey": func(_ string, _, _ []any, _ int, _ certificate, key string) (certificate, error) {
			return s.withKey(key), nil
		},
	}
}

func (s *standIns) withKey(key string) certificate {
	return certificate{s.give(standInCertificate), key}
}

// buildCustomCert makes nothing: it opens what it is given. The original also parses it.
func buildCustomCert(encodedCert, encodedKey string) (certificate, error) {
	cert, err := base64.StdEncoding.DecodeString(encodedCert)
	if err != nil {
		return certificate{}, fmt.Errorf("unable to decode base64 certificate")
	}
	key, err := base64.StdEncoding.DecodeString(encodedKey)
	if err != nil {
		return certificate{}, fmt.Errorf("unable to decode base64 private key")
	}
	return certificate{string(cert), string(key)}, nil
}
