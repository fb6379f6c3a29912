package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"testing"

	"tilsyn/engine/failure"
)

func ask(t *testing.T, header string, blobs string) head {
	t.Helper()
	var request bytes.Buffer
	size := [4]byte{}
	binary.LittleEndian.PutUint32(size[:], uint32(len(header)))
	request.Write(size[:])
	request.WriteString(header + blobs)
	var response bytes.Buffer
	answer(&request, &response)
	var found head
	length := binary.LittleEndian.Uint32(response.Bytes())
	if err := json.Unmarshal(response.Bytes()[4:4+length], &found); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestARequestThatIsNotExactIsRefused(t *testing.T) {
	for name, one := range map[string]struct{ header, blobs string }{
		"no JSON":         {"{", ""},
		"protocol":        {`{"protocol":"tilsyn.engine/v0","job":{"kind":"capabilities"}}`, ""},
		"unknown field":   {`{"protocol":"tilsyn.engine/v1","job":{"kind":"capabilities"},"extra":1}`, ""},
		"unknown in job":  {`{"protocol":"tilsyn.engine/v1","job":{"kind":"capabilities","extra":1}}`, ""},
		"unknown job":     {`{"protocol":"tilsyn.engine/v1","job":{"kind":"exec"}}`, ""},
		"no job":          {`{"protocol":"tilsyn.engine/v1"}`, ""},
		"left over":       {`{"protocol":"tilsyn.engine/v1","job":{"kind":"capabilities"}}`, "x"},
		"cut off":         {`{"protocol":"tilsyn.engine/v1","files":[{"path":"a","size":2}],"job":{"kind":"capabilities"}}`, "x"},
		"negative":        {`{"protocol":"tilsyn.engine/v1","files":[{"path":"a","size":-1}],"job":{"kind":"capabilities"}}`, ""},
		"absolute":        {`{"protocol":"tilsyn.engine/v1","files":[{"path":"/a","size":1}],"job":{"kind":"capabilities"}}`, "x"},
		"parent":          {`{"protocol":"tilsyn.engine/v1","files":[{"path":"a/../../b","size":1}],"job":{"kind":"capabilities"}}`, "x"},
		"empty":           {`{"protocol":"tilsyn.engine/v1","files":[{"path":"","size":1}],"job":{"kind":"capabilities"}}`, "x"},
		"twice":           {`{"protocol":"tilsyn.engine/v1","files":[{"path":"a","size":1},{"path":"a","size":0}],"job":{"kind":"capabilities"}}`, "x"},
		"file and folder": {`{"protocol":"tilsyn.engine/v1","files":[{"path":"a/b","size":0},{"path":"a","size":0}],"job":{"kind":"capabilities"}}`, ""},
		"folder and file": {`{"protocol":"tilsyn.engine/v1","files":[{"path":"a","size":0},{"path":"a/b","size":0}],"job":{"kind":"capabilities"}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if found := ask(t, one.header, one.blobs); found.OK || found.Error == nil || found.Error.Kind != failure.Input {
				t.Errorf("got %+v", found)
			}
		})
	}
	if found := ask(t, `{"protocol":"tilsyn.engine/v1","files":[{"path":"a/b","size":1}],"job":{"kind":"capabilities"}}`, "x"); !found.OK || found.Kind != "capabilities" {
		t.Errorf("an exact one: got %+v", found.Error)
	}
}

func TestSubstitutionIsThatOfFlux(t *testing.T) {
	for text, wanted := range map[string]string{
		"${a} $a ${none}":          "one $a ",
		"${none:=d} ${none:-e}":    "d e",
		"${a/o/0} ${a^^} ${#a}":    "0ne ONE 3",
		"$${a} ${lines}":           "${a} xy",
		"${a:=${none:-deep}}":      "one",
		"${none:-${none:-inside}}": "inside",
	} {
		header := `{"protocol":"tilsyn.engine/v1","files":[{"path":"t","size":` + json.Number(jsonSize(text)).String() + `}],"job":{"kind":"envsubst","texts":["t"],"vars":{"a":"one","lines":"x\ny"}}}`
		var request, response bytes.Buffer
		size := [4]byte{}
		binary.LittleEndian.PutUint32(size[:], uint32(len(header)))
		request.Write(size[:])
		request.WriteString(header + text)
		answer(&request, &response)
		length := binary.LittleEndian.Uint32(response.Bytes())
		if found := string(response.Bytes()[4+length:]); found != wanted {
			t.Errorf("%s: got %q, wanted %q", text, found, wanted)
		}
	}
}

func jsonSize(text string) string {
	size, _ := json.Marshal(len(text))
	return string(size)
}
