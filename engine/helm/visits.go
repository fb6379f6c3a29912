package helm

// visits is what a walk through all templates of a chart met, by source and by the template that is defined.
type visits struct {
	ofSource [][]visit
	ofDefine map[string][]visit
}

func visitAll(sources []source) visits {
	all := visits{make([][]visit, len(sources)), map[string][]visit{}}
	for index, one := range sources {
		walkTemplate(one.name, string(one.template.Data), func(seen visit) {
			all.ofSource[index] = append(all.ofSource[index], seen)
			all.ofDefine[seen.define] = append(all.ofDefine[seen.define], seen)
		})
	}
	return all
}

// through gives the visits of a template and of all that it includes, each included template once.
func (v visits) through(define string) []visit {
	var met []visit
	entered := map[string]bool{define: true}
	for waiting := []string{define}; len(waiting) > 0; {
		next := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		for _, seen := range v.ofDefine[next] {
			met = append(met, seen)
			if seen.include != "" && !entered[seen.include] {
				entered[seen.include] = true
				waiting = append(waiting, seen.include)
			}
		}
	}
	return met
}
