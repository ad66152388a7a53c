package store

import (
	"bufio"
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Folder is a cache folder. Who writes to it must see to it that nobody else does
// meanwhile; reading is safe at any time.
type Folder struct{ dir string }

// Open returns a folder, which need not be there yet.
func Open(dir string) *Folder { return &Folder{dir} }

// Load reads a saved value into target. It returns the digest of the file, and false if
// there is no such value, or a damaged one.
func (f *Folder) Load(name string, target any) (sum [sha256.Size]byte, ok bool) {
	content, err := os.ReadFile(filepath.Join(f.dir, name))
	if err != nil || len(content) < sha256.Size {
		return sum, false
	}
	copy(sum[:], content)
	data := content[sha256.Size:]
	return sum, sha256.Sum256(data) == sum && Decode(data, target) == nil
}

// Save writes a value in place of an earlier one. A reader sees one of them. It returns
// the digest that Load will.
func (f *Folder) Save(name string, value any) (sum [sha256.Size]byte, err error) {
	data, _ := Encode(value)
	sum = sha256.Sum256(data)
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return sum, err
	}
	tmp, err := os.CreateTemp(f.dir, "new-*")
	if err != nil {
		return sum, err
	}
	_, err = tmp.Write(sum[:])
	if err == nil {
		_, err = tmp.Write(data)
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), filepath.Join(f.dir, name))
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
	}
	return sum, err
}

// Remove forgets a saved value.
func (f *Folder) Remove(name string) { _ = os.Remove(filepath.Join(f.dir, name)) }

// packPrefix begins the names of packs.
const packPrefix = "pack-"

// Sweep removes all packs but one, and what interrupted runs have left.
func (f *Folder) Sweep(pack string) {
	entries, _ := os.ReadDir(f.dir)
	for _, e := range entries {
		if name := e.Name(); name != pack && (strings.HasPrefix(name, packPrefix) || strings.HasPrefix(name, "new-")) {
			_ = os.Remove(filepath.Join(f.dir, name))
		}
	}
}

// Blob says where bytes are in a pack.
type Blob struct {
	At, Size int64
	Sum      [sha256.Size]byte
}

// Pack is a file of blobs.
type Pack struct {
	Name string
	file *os.File

	mu  sync.Mutex
	w   *bufio.Writer
	end int64
	err error
}

// NewPack begins a pack of another name than those that are there.
func (f *Folder) NewPack() (*Pack, error) {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(f.dir, packPrefix+"*")
	if err != nil {
		return nil, err
	}
	return &Pack{Name: filepath.Base(file.Name()), file: file, w: bufio.NewWriterSize(file, 1<<18)}, nil
}

// OpenPack opens a pack to read from and to add to.
func (f *Folder) OpenPack(name string) (*Pack, error) {
	file, err := os.OpenFile(filepath.Join(f.dir, filepath.Base(name)), os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	p := &Pack{Name: name, file: file, end: info.Size()}
	if _, err := file.Seek(p.end, 0); err != nil {
		_ = file.Close()
		return nil, err
	}
	p.w = bufio.NewWriter(file)
	return p, nil
}

// Add appends bytes, from any goroutine. What goes wrong Close returns.
func (p *Pack) Add(data []byte) Blob {
	sum := sha256.Sum256(data)
	p.mu.Lock()
	defer p.mu.Unlock()
	b := Blob{p.end, int64(len(data)), sum}
	if _, err := p.w.Write(data); err != nil && p.err == nil {
		p.err = err
	}
	p.end += b.Size
	return b
}

// Read returns the bytes of a blob that was there when the pack was opened; false if they
// are not what they were.
func (p *Pack) Read(b Blob) ([]byte, bool) { return p.read(b, nil) }

// read reads a blob into a buffer, or a new one if that is too small.
func (p *Pack) read(b Blob, buffer []byte) ([]byte, bool) {
	p.mu.Lock()
	end := p.end
	p.mu.Unlock()
	if b.At < 0 || b.Size < 0 || b.Size > end-b.At {
		return nil, false
	}
	data := slices.Grow(buffer[:0], int(b.Size))[:b.Size]
	if _, err := p.file.ReadAt(data, b.At); err != nil {
		return nil, false
	}
	return data, sha256.Sum256(data) == b.Sum
}

// Save appends a value.
func (p *Pack) Save(value any) (b Blob) {
	encode(value, func(e *encoder) { b = p.Add(e.data) })
	return b
}

// Load reads a value that was saved into target; false if it is not what it was.
func (p *Pack) Load(b Blob, target any) bool {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	data, ok := p.read(b, *buffer)
	*buffer = data
	return ok && Decode(data, target) == nil
}

// buffers are used again: texts that are decoded are copied from there.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// Size returns the bytes that the pack has, those of blobs that nobody names any more
// included.
func (p *Pack) Size() int64 { return p.end }

// Close ends the pack. After an error it is to be removed.
func (p *Pack) Close() error {
	err := p.w.Flush()
	if cerr := p.file.Close(); err == nil {
		err = cerr
	}
	if p.err != nil {
		return p.err
	}
	return err
}

// Discard closes a pack that is not needed and removes it.
func (p *Pack) Discard() {
	_ = p.file.Close()
	_ = os.Remove(p.file.Name())
}
