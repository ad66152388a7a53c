package store

import (
	"encoding"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Encode writes a value, or what a pointer points to, as bytes: equal values give equal bytes. It may be made of
// structs with exported fields, slices, arrays of bytes, pointers, maps from strings,
// strings, integers, bytes, booleans, and numbers of 32 bits that stand for a text in this
// process only, which are an [encoding.TextMarshaler] and TextUnmarshaler; 0 stands for the same text in each.
// Fields without a value are not written: most are. Each text is written once; texts are all of them, in the
// order in which they come up.
func Encode(value any) (data []byte, texts []string) {
	encode(value, func(e *encoder) {
		data, texts = slices.Clone(e.data), e.texts
		e.texts = nil
	})
	return data, texts
}

// encode encodes a value, and has what came out used while it is there.
func encode(value any, use func(*encoder)) {
	e := encoders.Get().(*encoder)
	e.data = e.data[:0]
	e.value(reflect.Indirect(reflect.ValueOf(value)))
	use(e)
	if len(e.seen) <= maxReused {
		clear(e.texts)
		clear(e.seen)
		e.texts, e.often, e.again, e.last = e.texts[:0], "", 0, standIn{}
		encoders.Put(e)
	}
}

// maxReused is how many texts an encoder may have seen to be used again: forgetting them takes time, too.
const maxReused = 1 << 12

// encoders are used again: a map that grows costs more than what is written.
var encoders = sync.Pool{New: func() any { return &encoder{seen: map[string]int{}} }}

type encoder struct {
	data  []byte
	texts []string
	seen  map[string]int // the number of each text, from 1
	// often is the last text that came up again: between any two texts of a page stands its path.
	often string
	again int // its number
	last  standIn
}

// standIn is a number that stands for a text, the last that came up: mostly it is the next, too.
type standIn struct {
	of     reflect.Type
	number uint64
	text   string
}

func (e *encoder) number(n uint64) { e.data = binary.AppendUvarint(e.data, n) }

// text writes 0 before a text that is new, else its number.
func (e *encoder) text(s string) {
	if e.again > 0 && s == e.often {
		e.number(uint64(e.again))
		return
	}
	if n := e.seen[s]; n > 0 {
		if s != "" {
			e.often, e.again = s, n
		}
		e.number(uint64(n))
		return
	}
	e.texts = append(e.texts, s)
	e.seen[s] = len(e.texts)
	e.number(0)
	e.number(uint64(len(s)))
	e.data = append(e.data, s...)
}

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		e.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			e.number(1)
		} else {
			e.number(0)
		}
	case reflect.Int, reflect.Int32, reflect.Int64:
		e.data = binary.AppendVarint(e.data, v.Int())
	case reflect.Uint8:
		e.number(v.Uint())
	case reflect.Uint32:
		e.standIn(v)
	case reflect.Struct:
		e.fields(v)
	case reflect.Slice:
		e.number(uint64(v.Len()))
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case reflect.Array:
		e.data = append(e.data, addressable(v).Bytes()...)
	case reflect.Pointer:
		if v.IsNil() {
			e.number(0)
			return
		}
		e.number(1)
		e.value(v.Elem())
	case reflect.Map:
		e.entries(v)
	default:
		panic(fmt.Sprintf("store: a %s cannot be encoded", v.Type()))
	}
}

// fields writes those of a struct that have a value, behind bits that say which. It reports
// whether there are any.
func (e *encoder) fields(v reflect.Value) bool {
	which, n := len(e.data), v.NumField()
	e.data = append(e.data, noFields[:(n+7)/8]...)
	some := false
	for i := range n {
		f, before := v.Field(i), len(e.data)
		switch {
		case f.Kind() == reflect.Struct:
			if !e.fields(f) {
				e.data = e.data[:before]
				continue
			}
		case unset(f):
			continue
		default:
			e.value(f)
		}
		e.data[which+i/8] |= 1 << (i % 8)
		some = true
	}
	return some
}

// noFields are the bits of structs without any value.
var noFields [8]byte

// unset reports whether a field that is no struct is as it is without being set, or has no length.
func unset(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Int, reflect.Int32, reflect.Int64:
		return v.Int() == 0
	}
	return v.IsZero()
}

// standIn writes the text that a number stands for.
func (e *encoder) standIn(v reflect.Value) {
	if e.last.of != v.Type() || e.last.number != v.Uint() {
		text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
		if err != nil {
			panic("store: " + err.Error()) // there is a text for every number
		}
		e.last = standIn{v.Type(), v.Uint(), string(text)}
	}
	e.text(e.last.text)
}

// addressable returns an array whose bytes can be had: itself or a copy.
func addressable(array reflect.Value) reflect.Value {
	if array.CanAddr() {
		return array
	}
	copied := reflect.New(array.Type()).Elem()
	copied.Set(array)
	return copied
}

// entries writes those of a map by their keys.
func (e *encoder) entries(v reflect.Value) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	e.number(uint64(len(keys)))
	for _, key := range keys {
		e.text(key.String())
		e.value(v.MapIndex(key))
	}
}

// errDamaged is what decoding says of bytes that no value has.
var errDamaged = errors.New("store: the bytes are no value of that type")

// Decode reads into the value that target points to what [Encode] wrote of one of the same
// type. Empty slices and maps come back as nil. The texts share memory with each other.
func Decode(data []byte, target any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if p != errDamaged {
				panic(p)
			}
			err = errDamaged
		}
	}()
	d := decoders.Get().(*decoder)
	*d = decoder{data: data, whole: string(data), texts: d.texts[:0]}
	v := reflect.ValueOf(target).Elem()
	v.SetZero()
	d.value(v)
	done := d.at == len(data)
	clear(d.texts)
	decoders.Put(d)
	if !done {
		return errDamaged
	}
	return nil
}

// decoders are used again, for their lists of texts.
var decoders = sync.Pool{New: func() any { return &decoder{} }}

type decoder struct {
	data  []byte
	whole string // the same, to take texts from
	at    int
	texts []string
	last  standIn
}

func (d *decoder) number() uint64 {
	if d.at < len(d.data) && d.data[d.at] < 0x80 { // of one byte, as most are
		d.at++
		return uint64(d.data[d.at-1])
	}
	n, size := binary.Uvarint(d.data[d.at:])
	d.pass(size)
	return n
}

func (d *decoder) signed() int64 {
	n, size := binary.Varint(d.data[d.at:])
	d.pass(size)
	return n
}

// pass goes on behind so many bytes, which a number that isn't there has not.
func (d *decoder) pass(size int) {
	if size <= 0 || size > len(d.data)-d.at {
		panic(errDamaged)
	}
	d.at += size
}

// size reads a length, of something of which each takes at least a byte.
func (d *decoder) size() int {
	n := d.number()
	if n > uint64(len(d.data)-d.at) {
		panic(errDamaged)
	}
	return int(n)
}

func (d *decoder) text() string {
	if n := d.number(); n > 0 {
		if n > uint64(len(d.texts)) {
			panic(errDamaged)
		}
		return d.texts[n-1]
	}
	n := d.size()
	s := d.whole[d.at : d.at+n]
	d.at += n
	d.texts = append(d.texts, s)
	return s
}

func (d *decoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(d.text())
	case reflect.Bool:
		v.SetBool(d.number() == 1)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(d.signed())
	case reflect.Uint8:
		v.SetUint(d.number())
	case reflect.Uint32:
		d.standIn(v)
	case reflect.Struct:
		d.fields(v)
	case reflect.Slice:
		n := d.size()
		if n == 0 {
			return
		}
		v.Grow(n) // makes no slice header of its own
		v.SetLen(n)
		for i := range n {
			d.value(v.Index(i))
		}
	case reflect.Array:
		if v.Len() > len(d.data)-d.at {
			panic(errDamaged)
		}
		reflect.Copy(v, reflect.ValueOf(d.data[d.at:d.at+v.Len()]))
		d.at += v.Len()
	case reflect.Pointer:
		if d.number() == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			d.value(v.Elem())
		}
	case reflect.Map:
		d.entries(v)
	default:
		panic(fmt.Sprintf("store: a %s cannot be decoded", v.Type()))
	}
}

// fields reads those of a struct that have a value.
func (d *decoder) fields(v reflect.Value) {
	n := v.NumField()
	which := d.data[d.at:]
	if n > 0 {
		d.pass((n + 7) / 8)
	}
	for i := range n {
		if which[i/8]&(1<<(i%8)) != 0 {
			d.value(v.Field(i))
		}
	}
}

// standIn reads a text and takes the number that stands for it.
func (d *decoder) standIn(v reflect.Value) {
	text := d.text()
	if d.last.of == v.Type() && d.last.text == text {
		v.SetUint(d.last.number)
		return
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)); err != nil {
		panic(errDamaged)
	}
	d.last = standIn{v.Type(), v.Uint(), text}
}

// entries reads those of a map.
func (d *decoder) entries(v reflect.Value) {
	n := d.size()
	if n > 0 {
		v.Set(reflect.MakeMapWithSize(v.Type(), n))
	}
	for range n {
		key := reflect.New(v.Type().Key()).Elem()
		key.SetString(d.text())
		value := reflect.New(v.Type().Elem()).Elem()
		d.value(value)
		v.SetMapIndex(key, value)
	}
}
