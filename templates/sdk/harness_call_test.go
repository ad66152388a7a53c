package sdk

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// clientMethod looks up a method of the client, which has to take and return what is
// documented.
func clientMethod(client *Client, r *documentedRoute) (reflect.Value, error) {
	name, method, _ := strings.Cut(r.method, ".")
	service := reflect.ValueOf(client).Elem().FieldByName(name)
	if !service.IsValid() || !service.MethodByName(method).IsValid() {
		return reflect.Value{}, errors.New("the client has no such method")
	}
	fn := service.MethodByName(method)
	if got := signatureOf(fn.Type()); got != r.signature {
		return fn, fmt.Errorf("the client's method is %s, documented is %s", got, r.signature)
	}
	return fn, nil
}

// signatureOf writes what a method takes besides context and options, and what it returns
// besides an error.
func signatureOf(fn reflect.Type) string {
	var takes, returns []string
	for in := range fn.Ins() {
		takes = append(takes, written(in))
	}
	for out := range fn.Outs() {
		returns = append(returns, written(out))
	}
	if n := len(returns) - 1; returns[n] == "error" {
		returns = returns[:n]
	}
	return strings.TrimSpace("(" + strings.Join(takes[1:len(takes)-1], ", ") + ") " + strings.Join(returns, ", "))
}

// written writes a type as in the source of this package.
func written(t reflect.Type) string {
	switch {
	case t.CanSeq2() && t.Kind() == reflect.Func:
		return "iter.Seq2[" + written(t.In(0).In(0)) + ", " + written(t.In(0).In(1)) + "]"
	case t.Kind() == reflect.Pointer:
		return "*" + written(t.Elem())
	case t.Kind() == reflect.Slice && t.Name() == "":
		return "[]" + written(t.Elem())
	case t.PkgPath() == reflect.TypeFor[Client]().PkgPath():
		return t.Name()
	case t == reflect.TypeFor[any]():
		return "any"
	}
	return t.String()
}

// call calls the client's method as the sample has it.
func (s *replaying) call(client *Client) (any, error) {
	method, err := clientMethod(client, s.route)
	if err != nil {
		s.fatalf("%v", err)
	}
	typ := method.Type()
	args := []reflect.Value{reflect.ValueOf(context.Background())}
	for _, arg := range s.args {
		args = append(args, s.valueOf(typ, len(args), arg))
	}
	switch typ.NumIn() - len(args) {
	case 1: // there is no body
	case 2:
		args = append(args, s.bodyOf(typ.In(len(args))))
	case 3:
		args = append(args, reflect.ValueOf(s.contentType()), reflect.ValueOf(s.rawBody()))
	default:
		s.fatalf("the sample has %d arguments, the client's method is %s", len(s.args), s.route.signature)
	}
	for _, o := range s.options() {
		args = append(args, reflect.ValueOf(o))
	}
	out := method.Call(args)
	if len(out) == 1 && s.route.paged() {
		return s.pageOf(out[0])
	}
	err, _ = out[len(out)-1].Interface().(error)
	if len(out) == 1 {
		return nil, err
	}
	return out[0].Interface(), err
}

// valueOf converts a documented argument to the type that the method takes.
func (s *replaying) valueOf(method reflect.Type, n int, arg pair) reflect.Value {
	if n >= method.NumIn()-1 {
		s.fatalf("the client's method takes no %s", arg.name)
	}
	v := reflect.New(method.In(n)).Elem()
	if err := setArgument(v, arg.value); err != nil {
		s.fatalf("the argument %s: %v", arg.name, err)
	}
	return v
}
