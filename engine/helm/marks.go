package helm

import (
	chart "helm.sh/helm/v4/pkg/chart/v2"
)

func addMarks(result *Result, p *prepared, rendered map[string]string) {}

func withTexts(whole *chart.Chart, texts map[string]string) *chart.Chart { return whole }
