// Command checkpoint judges a tilsyn log with code that is not ours: it opens the checkpoint, rebuilds the tree over the record files in their
// order, and checks an inclusion proof for each of them and a consistency proof for each smaller size.
//
//	go run . DIRECTORY VERIFIER-KEY    DIRECTORY: a checkout of the log branch
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) != 3 {
		fail("usage: checkpoint DIRECTORY VERIFIER-KEY")
	}
	directory, key := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(key)
	check(err)
	signed, err := os.ReadFile(filepath.Join(directory, "checkpoint"))
	check(err)
	origin := string(signed[:bytes.IndexByte(signed, '\n')])
	checkpoint, _, _, err := log.ParseCheckpoint(signed, origin, verifier)
	check(err)

	hashes := readLeaves(directory)
	if uint64(len(hashes)) != checkpoint.Size {
		fail("checkpoint speaks of %d records, found %d", checkpoint.Size, len(hashes))
	}
	reader, stored := store(hashes)
	for index, leaf := range hashes {
		found, err := tlog.ProveRecord(int64(len(hashes)), int64(index), reader)
		check(err)
		check(proof.VerifyInclusion(rfc6962.DefaultHasher, uint64(index), checkpoint.Size, leaf, flatten(found), checkpoint.Hash))
	}
	for size := 1; size <= len(hashes); size++ {
		old, err := tlog.TreeHash(int64(size), reader)
		check(err)
		found, err := tlog.ProveTree(int64(len(hashes)), int64(size), reader)
		check(err)
		check(proof.VerifyConsistency(rfc6962.DefaultHasher, uint64(size), checkpoint.Size, flatten(found), old[:], checkpoint.Hash))
	}
	fmt.Printf("%s: %d records, root %x, signed by %s, %d tree hashes\n", origin, checkpoint.Size, checkpoint.Hash, verifier.Name(), stored)
}

// readLeaves hashes the record files in the order of their positions. Shorter names come first, as positions grow digits.
func readLeaves(directory string) [][]byte {
	paths, err := filepath.Glob(filepath.Join(directory, "records", "*", "*.json"))
	check(err)
	sort.Slice(paths, func(a, b int) bool {
		one, other := filepath.Base(paths[a]), filepath.Base(paths[b])
		return len(one) < len(other) || len(one) == len(other) && one < other
	})
	hashes := make([][]byte, 0, len(paths))
	for _, path := range paths {
		content, err := os.ReadFile(path)
		check(err)
		hashes = append(hashes, rfc6962.DefaultHasher.HashLeaf(content))
	}
	return hashes
}

// store lays the hashes out as tlog wants to read them. It hashes nothing of ours: its tree and the verifying library's are two works.
func store(leaves [][]byte) (tlog.HashReader, int) {
	var all []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = all[index]
		}
		return found, nil
	})
	for n, leaf := range leaves {
		hashes, err := tlog.StoredHashesForRecordHash(int64(n), tlog.Hash(leaf), reader)
		check(err)
		all = append(all, hashes...)
	}
	return reader, len(all)
}

func flatten(hashes []tlog.Hash) [][]byte {
	flat := make([][]byte, len(hashes))
	for i := range hashes {
		flat[i] = hashes[i][:]
	}
	return flat
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(1)
}
