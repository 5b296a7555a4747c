// Command signfiles signs the files of a release, in one sigstore bundle. cosign verifies them:
//
//	cosign verify-blob-attestation --key cooper.pub --bundle BUNDLE --type https://sigstore.dev/cosign/sign/v1 FILE
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/attest/sigstore"
	"github.com/cooper-build/cooper/build/internal/sign"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func main() {
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: signfiles KEY BUNDLE FILE...")
		os.Exit(2)
	}
	if err := signFiles(ctx, os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintln(os.Stderr, "signfiles:", err)
		os.Exit(1)
	}
}

// signFiles signs with a private key, or without one with the identity of the CI job.
func signFiles(ctx context.Context, key, bundle string, files []string) error {
	statement, err := statementOf(files)
	if err != nil {
		return err
	}
	options := api.Key{
		PrivateKeyFile: key, Passphrase: []byte(os.Getenv("COOPER_SIGN_PASSPHRASE")), Keyless: key == "",
	}
	signingKey, err := sign.BundleKey(ctx, options)
	if err != nil {
		return err
	}
	result, err := sigstore.Sign(ctx, attest.SignRequest{Key: signingKey, Statements: [][]byte{statement}})
	if err != nil {
		return err
	}
	return safepath.WriteFile(bundle, result.Bundles[0], 0o644)
}

func statementOf(files []string) ([]byte, error) {
	statement := attest.Statement{
		Type:      attest.StatementType,
		Predicate: attest.Predicate{Type: attest.SignType, Body: json.RawMessage("{}")},
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(data)
		statement.Subject = append(statement.Subject, attest.Subject{
			Name: filepath.Base(file), Digest: map[string]string{"sha256": hex.EncodeToString(sum[:])},
		})
	}
	return json.Marshal(statement)
}
