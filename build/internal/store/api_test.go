package store_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/internal/store"
)

// TestNoTypeOfTheLibraryIsExported: who uses a store knows nothing of the library that
// keeps it.
func TestNoTypeOfTheLibraryIsExported(t *testing.T) {
	for _, value := range []any{
		&store.Store{}, &store.Work{}, &store.Upper{}, store.Options{}, store.Info{}, store.Image{}, store.NewImage{},
		store.Layer{}, store.Index{}, store.Container{}, store.Spare{},
	} {
		of := reflect.TypeOf(value)
		for i := range of.NumMethod() {
			method := of.Method(i)
			for j := range method.Type.NumIn() {
				checkType(t, of.String()+"."+method.Name, method.Type.In(j))
			}
			for j := range method.Type.NumOut() {
				checkType(t, of.String()+"."+method.Name, method.Type.Out(j))
			}
		}
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		for i := range of.NumField() {
			if field := of.Field(i); field.IsExported() {
				checkType(t, of.String()+"."+field.Name, field.Type)
			}
		}
	}
}

func checkType(t *testing.T, where string, of reflect.Type) {
	for of.Name() == "" && (of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice || of.Kind() == reflect.Map) {
		of = of.Elem()
	}
	if strings.HasPrefix(of.PkgPath(), "go.podman.io/storage") {
		t.Errorf("%s has the type %s of the library", where, of)
	}
}
