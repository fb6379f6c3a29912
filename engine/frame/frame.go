// Package frame reads and writes what passes between host and engine: a length, a JSON header, blobs.
package frame

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"

	"tilsyn/engine/failure"
	"tilsyn/engine/jail"
)

// Protocol is the version that both sides name.
const Protocol = "tilsyn.engine/v1"

type header struct {
	Protocol string          `json:"protocol"`
	Files    []file          `json:"files"`
	Job      json.RawMessage `json:"job"`
}

type file struct {
	Path string `json:"path"`
	Size int    `json:"size"`
}

// ReadRequest reads the whole request; what is left over, or missing, is an error.
func ReadRequest(in io.Reader) (*jail.Jail, json.RawMessage, error) {
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, nil, failure.New(failure.Input, "request: %v", err)
	}
	if len(data) < 4 || uint64(len(data)-4) < uint64(binary.LittleEndian.Uint32(data)) {
		return nil, nil, failure.New(failure.Input, "request is cut off")
	}
	length := int(binary.LittleEndian.Uint32(data))
	var head header
	if err := DecodeStrictly(data[4:4+length], &head); err != nil {
		return nil, nil, failure.New(failure.Input, "header: %v", err)
	}
	if head.Protocol != Protocol {
		return nil, nil, failure.New(failure.Input, "protocol is %q, expected %q", head.Protocol, Protocol)
	}
	files := jail.New()
	rest := data[4+length:]
	for _, entry := range head.Files {
		if entry.Size < 0 || entry.Size > len(rest) {
			return nil, nil, failure.New(failure.Input, "%q is cut off", entry.Path)
		}
		if err := files.Add(entry.Path, rest[:entry.Size:entry.Size]); err != nil {
			return nil, nil, err
		}
		rest = rest[entry.Size:]
	}
	if len(rest) != 0 {
		return nil, nil, failure.New(failure.Input, "%d bytes are left over", len(rest))
	}
	return files, head.Job, nil
}

// DecodeStrictly decodes one JSON value whose fields are all known.
func DecodeStrictly(data []byte, target any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return err
	}
	if decoder.More() {
		return io.ErrUnexpectedEOF
	}
	return nil
}

// WriteResponse writes the header and the blobs in one go.
func WriteResponse(out io.Writer, head any, blobs [][]byte) error {
	text, err := json.Marshal(head)
	if err != nil {
		return err
	}
	var whole bytes.Buffer
	size := [4]byte{}
	binary.LittleEndian.PutUint32(size[:], uint32(len(text)))
	whole.Write(size[:])
	whole.Write(text)
	for _, blob := range blobs {
		whole.Write(blob)
	}
	_, err = out.Write(whole.Bytes())
	return err
}
