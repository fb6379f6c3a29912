package helm

import (
	"runtime"
	"runtime/debug"

	"helm.sh/helm/v4/pkg/chart/common"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// CapabilitiesJob asks what the engine is made of and assumes.
type CapabilitiesJob struct {
	Kind string `json:"kind"`
}

// CapabilitiesResult is the answer.
type CapabilitiesResult struct {
	Documents   []struct{}        `json:"documents"`
	Versions    map[string]string `json:"versions"`
	KubeVersion string            `json:"kubeVersion"`
	APIVersions []string          `json:"apiVersions"`
}

var modules = map[string]string{
	"helm.sh/helm/v4":                 "helm",
	"sigs.k8s.io/kustomize/api":       "kustomizeApi",
	"github.com/fluxcd/pkg/envsubst":  "envsubst",
	"sigs.k8s.io/kustomize/kyaml":     "kyaml",
	"github.com/Masterminds/sprig/v3": "sprig",
}

// Capabilities answers with versions, and with the cluster that charts see unless told otherwise.
func Capabilities(*jail.Jail, CapabilitiesJob) (*CapabilitiesResult, [][]byte, error) {
	defaults := common.DefaultCapabilities
	result := &CapabilitiesResult{[]struct{}{}, map[string]string{"go": runtime.Version()}, defaults.KubeVersion.Version, defaults.APIVersions}
	if info, found := debug.ReadBuildInfo(); found {
		for _, module := range info.Deps {
			if name, wanted := modules[module.Path]; wanted {
				result.Versions[name] = module.Version
			}
		}
	}
	return result, nil, nil
}

func capabilitiesOf(job Job) (*common.Capabilities, error) {
	capabilities := common.DefaultCapabilities.Copy()
	if job.KubeVersion != "" {
		version, err := common.ParseKubeVersion(job.KubeVersion)
		if err != nil {
			return nil, failure.New(failure.Input, "kubeVersion %q: %v", job.KubeVersion, err)
		}
		capabilities.KubeVersion = *version
	}
	capabilities.APIVersions = append(append(common.VersionSet{}, capabilities.APIVersions...), job.APIVersions...)
	return capabilities, nil
}
