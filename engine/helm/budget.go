package helm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
)

// What all archives of one job may unpack to. Helm's own limit of 100 MiB counts each archive alone, and counts no entries.
const (
	maxUnpackedBytes   = 64 << 20
	maxUnpackedEntries = 20_000
)

type budget struct {
	bytes   int64
	entries int
}

func newBudget() *budget { return &budget{maxUnpackedBytes, maxUnpackedEntries} }

var errTooBig = errors.New("unpacks to more than the engine takes")

// spend reads through an archive without keeping it. What is not a readable archive costs what was read of it: the loader says what is wrong with it.
func (b *budget) spend(data []byte) error {
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	counted := &io.LimitedReader{R: unzipped, N: b.bytes + 1}
	entries := tar.NewReader(counted)
	for {
		_, err := entries.Next()
		if err == nil {
			b.entries--
		}
		if counted.N <= 0 || b.entries < 0 {
			return errTooBig
		}
		if err != nil {
			break
		}
	}
	b.bytes = counted.N - 1
	return nil
}
