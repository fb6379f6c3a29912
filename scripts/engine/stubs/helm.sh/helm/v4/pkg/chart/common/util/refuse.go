package util

import "errors"

// RefusedSchema is the last schema that was asked for by reference and not fetched.
var RefusedSchema string

// refusingLoader stands where the original reads files of the machine and the network.
type refusingLoader struct{}

func (refusingLoader) Load(url string) (any, error) {
	RefusedSchema = url
	return nil, errors.New("is not fetched")
}
