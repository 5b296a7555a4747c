// Package gpgme stands in for the binding of the C library of that name, which
// a static program without cgo cannot have. It lets `go build ./...` work
// without a build tag; every use of it fails with ErrUnavailable. cooper itself
// is built with the tag containers_image_openpgp, which verifies OpenPGP
// signatures in Go and never comes here.
package gpgme

import (
	"errors"
	"io"
	"os"
)

// ErrUnavailable is the error of every operation.
var ErrUnavailable = errors.New("OpenPGP needs a build with the tag containers_image_openpgp")

type (
	// Context has no state.
	Context struct{}
	// Key has no state.
	Key struct{}
	// Data has no state.
	Data struct{}
	// Protocol is not looked at.
	Protocol int
	// PinEntryMode is not looked at.
	PinEntryMode int
	// SigMode is not looked at.
	SigMode int
	// Validity is not looked at.
	Validity int
	// Callback is never called.
	Callback func(uidHint string, prevWasBad bool, f *os.File) error
	// ImportStatus names an imported key.
	ImportStatus struct {
		Fingerprint string
		Result      error
	}
	// ImportResult lists imported keys.
	ImportResult struct{ Imports []ImportStatus }
	// Signature is one signature of a verification.
	Signature struct {
		Status         error
		Validity       Validity
		ValidityReason error
		WrongKeyUsage  bool
		Fingerprint    string
	}
)

// Constants that callers name.
const (
	ProtocolOpenPGP  Protocol     = 0
	PinEntryLoopback PinEntryMode = 0
	SigModeNormal    SigMode      = 0
	ValidityNever    Validity     = 0
)

// New fails.
func New() (*Context, error) { return nil, ErrUnavailable }

// NewDataBytes fails.
func NewDataBytes([]byte) (*Data, error) { return nil, ErrUnavailable }

// NewDataWriter fails.
func NewDataWriter(io.Writer) (*Data, error) { return nil, ErrUnavailable }

// SetProtocol fails.
func (*Context) SetProtocol(Protocol) error { return ErrUnavailable }

// SetEngineInfo fails.
func (*Context) SetEngineInfo(Protocol, string, string) error { return ErrUnavailable }

// SetArmor does nothing.
func (*Context) SetArmor(bool) {}

// SetTextMode does nothing.
func (*Context) SetTextMode(bool) {}

// SetCallback fails.
func (*Context) SetCallback(Callback) error { return ErrUnavailable }

// SetPinEntryMode fails.
func (*Context) SetPinEntryMode(PinEntryMode) error { return ErrUnavailable }

// GetKey fails.
func (*Context) GetKey(string, bool) (*Key, error) { return nil, ErrUnavailable }

// Sign fails.
func (*Context) Sign([]*Key, *Data, *Data, SigMode) error { return ErrUnavailable }

// Verify fails.
func (*Context) Verify(*Data, *Data, *Data) (string, []Signature, error) {
	return "", nil, ErrUnavailable
}

// Import fails.
func (*Context) Import(*Data) (*ImportResult, error) { return nil, ErrUnavailable }

// Release does nothing.
func (*Context) Release() {}

// Release does nothing.
func (*Key) Release() {}

// Fingerprint is empty.
func (*Key) Fingerprint() string { return "" }

// Close does nothing.
func (*Data) Close() error { return nil }
