package store_test

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"

	"github.com/docbind/docbind/store"
)

// thing has every kind of value that can be kept.
type thing struct {
	Name   string
	Yes    bool
	Number int
	Line   int32
	Kind   uint8
	Sum    [4]byte
	Parts  []thing
	Other  *thing
	Counts map[string]int
	Places []place
	Set    map[string]struct{}
}

// place is a number that stands for a text: for its digits, in some process.
type place uint32

func (p place) MarshalText() ([]byte, error) { return strconv.AppendUint(nil, uint64(p), 10), nil }

func (p *place) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 10, 32)
	*p = place(n)
	return err
}

func sample() thing {
	return thing{
		Name: "a", Yes: true, Number: -5, Line: 1 << 30, Kind: 200, Sum: [4]byte{1, 2, 3, 255}, Other: &thing{Name: "b"},
		Parts: []thing{{Name: "a"}, {Name: "ö\x00"}, {}}, Counts: map[string]int{"x": 1, "a": 2}, Places: []place{0, 7, 7, 300, 7},
		Set: map[string]struct{}{"x": {}},
	}
}

// TestRoundTrip writes a value and reads it back.
func TestRoundTrip(t *testing.T) {
	want := sample()
	data, texts := store.Encode(&want)
	var got thing
	if err := store.Decode(data, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v is read, %+v was written", got, want)
	}
	if again, _ := store.Encode(want); string(again) != string(data) {
		t.Error("the same value gives other bytes")
	}
	if len(texts) != 7 {
		t.Errorf("the texts are %q, want each once", texts)
	}
}

// FuzzDecode reads any bytes: they give a value or an error, and what is read can be
// written.
func FuzzDecode(f *testing.F) {
	data, _ := store.Encode(sample())
	f.Add(data)
	f.Add([]byte{0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		var v thing
		if store.Decode(data, &v) == nil {
			store.Encode(v)
		}
	})
}

// TestDamage damages what a folder has: it is noticed.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	f := store.Open(dir)
	if _, err := f.Save("value", sample()); err != nil {
		t.Fatal(err)
	}
	p, err := f.NewPack()
	if err != nil {
		t.Fatal(err)
	}
	first, second := p.Add([]byte("first blob")), p.Add([]byte("second blob"))
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	var v thing
	if _, ok := f.Load("value", &v); !ok || !reflect.DeepEqual(v, sample()) {
		t.Fatal("the value cannot be read back")
	}
	r := rand.New(rand.NewPCG(1, 2))
	content, err := os.ReadFile(filepath.Join(dir, "value"))
	if err != nil {
		t.Fatal(err)
	}
	for range 200 {
		damaged := append([]byte(nil), content...)
		damaged[r.IntN(len(damaged))] ^= byte(1 + r.IntN(255))
		if err := os.WriteFile(filepath.Join(dir, "value"), damaged[:len(damaged)-r.IntN(2)], 0o666); err != nil {
			t.Fatal(err)
		}
		if _, ok := f.Load("value", &v); ok {
			t.Fatal("a damaged value is read")
		}
	}
	pack := filepath.Join(dir, p.Name)
	if err := os.WriteFile(pack, []byte("first blob and"), 0o666); err != nil {
		t.Fatal(err)
	}
	if p, err = f.OpenPack(p.Name); err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if data, ok := p.Read(first); !ok || string(data) != "first blob" {
		t.Errorf("the blob is %q", data)
	}
	if _, ok := p.Read(second); ok {
		t.Error("a blob that is not there is read")
	}
	for _, b := range []store.Blob{{At: math.MaxInt64, Size: math.MaxInt64}, {At: 1, Size: math.MaxInt64}, {At: -1, Size: 1}, {At: 1, Size: -1}} {
		if _, ok := p.Read(b); ok {
			t.Errorf("the blob %d, %d is read", b.At, b.Size)
		}
	}
}
