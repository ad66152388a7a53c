package workspace

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"

	"github.com/docbind/docbind/internal/parallel"
)

// digest is the SHA-256 of a text with line feeds: how a file is checked out is no part
// of what it says.
type digest [sha256.Size]byte

func (d digest) String() string { return hex.EncodeToString(d[:]) }

func digestOf(content []byte) digest {
	if bytes.IndexByte(content, '\r') >= 0 {
		content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	}
	return sha256.Sum256(content)
}

// fileReader reads one file after the other into the same memory.
type fileReader struct {
	buffer []byte
	info   fs.FileInfo // of the last file, from before it was read
}

// read returns the content of a regular file, which is good until the next is read. limit
// is the size above which it isn't read; 0 is none.
func (r *fileReader) read(name string, limit int64) (content []byte, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	r.info = info
	if !info.Mode().IsRegular() || limit > 0 && info.Size() > limit {
		return nil, info.Size(), nil
	}
	if size = info.Size(); r.buffer == nil || int64(cap(r.buffer)) < size {
		r.buffer = make([]byte, size+size/4)
	}
	content = r.buffer[:size]
	_, err = io.ReadFull(f, content)
	return content, size, err
}

// onAllCores calls work for the numbers below n. Each goroutine has a reader of its own.
func onAllCores(n int, work func(i int, r *fileReader)) {
	parallel.With(n, func() func(int) {
		r := &fileReader{}
		return func(i int) { work(i, r) }
	})
}
