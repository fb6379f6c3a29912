package helm

func findUses(p *prepared) []Use { return []Use{} }
