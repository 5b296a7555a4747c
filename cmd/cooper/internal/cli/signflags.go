package cli

import (
	"errors"

	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// signFlags say with what an image and its attestations are signed when they are pushed.
type signFlags struct {
	build.Key
	passphraseFile string
}

func (f *signFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.PrivateKeyFile, "sign-by-sigstore-private-key", "",
		"sign the image and its attestations with a sigstore private key")
	flags.StringVar(&f.ParameterFile, "sign-by-sigstore", "", "sign the image with a sigstore parameter file")
	flags.StringVar(&f.passphraseFile, "sign-passphrase-file", "",
		"read the passphrase of the key from a file (default: COOPER_SIGN_PASSPHRASE, else the terminal)")
	flags.BoolVar(&f.Keyless, "sign-keyless", false,
		"sign with a certificate of Fulcio for the identity of this CI job, and log the signature in Rekor")
	flags.StringVar(&f.TokenFile, "identity-token", "",
		"read the identity token for --sign-keyless from a file (default: that of the CI)")
	flags.StringVar(&f.KMS, "sign-kms", "",
		"sign with a key of a key management system, for example hashivault://KEY; a program sigstore-kms-NAME signs")
	flags.StringVar(&f.FulcioURL, "fulcio-url", "", "address of Fulcio (default: https://fulcio.sigstore.dev)")
	flags.StringVar(&f.RekorURL, "rekor-url", "",
		"log signatures in this transparency log (default with --sign-keyless: https://rekor.sigstore.dev)")
	flags.StringSliceVar(&f.TimestampURLs, "timestamp-url", nil, "get a signed time from this authority (RFC 3161)")
}

// value is the key, with its passphrase.
func (f *signFlags) value(a *app) (key build.Key, err error) {
	given := 0
	for _, one := range []bool{f.PrivateKeyFile != "", f.ParameterFile != "", f.KMS != "", f.Keyless} {
		if one {
			given++
		}
	}
	switch {
	case given > 1:
		return key, errors.New("--sign-by-sigstore, --sign-by-sigstore-private-key, --sign-kms and --sign-keyless " +
			"are mutually exclusive")
	case f.TokenFile+f.FulcioURL != "" && !f.Keyless:
		return key, errors.New("--identity-token and --fulcio-url need --sign-keyless")
	case given == 0 && (f.RekorURL != "" || len(f.TimestampURLs) != 0):
		return key, errors.New("--rekor-url and --timestamp-url are for signatures: use --sign-keyless, --sign-kms " +
			"or --sign-by-sigstore-private-key too")
	}
	if f.PrivateKeyFile != "" {
		f.Passphrase, err = a.passphrase(f.passphraseFile, "Passphrase of "+f.PrivateKeyFile+": ")
	}
	return f.Key, err
}

// addAttestForm adds the flag for the form of attestations.
func addAttestForm(flags *pflag.FlagSet, form *string) {
	flags.StringVar(form, "attest-form", "",
		"how a registry gets attestations: referrers (artifacts that refer to the image), index (in an image index, "+
			"as BuildKit does), both or none (default: referrers, if the registry lists them)")
}
