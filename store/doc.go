// Package store keeps values and bytes in a cache folder: values in files of their own,
// bytes side by side in packs. What is read is checked against its digest, so what is
// damaged counts as not there.
//
// It must not know what it keeps, nor when that is still true.
package store
