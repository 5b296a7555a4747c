package cli

import (
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// accessFlags are the flags of every command that talks to a registry.
type accessFlags struct {
	build.Access
	tlsVerify bool
	retry     int
	flags     *pflag.FlagSet
}

func (f *accessFlags) add(flags *pflag.FlagSet) {
	f.flags = flags
	flags.StringVar(&f.AuthFile, "authfile", "", "path of the file with credentials")
	flags.StringVar(&f.CertDir, "cert-dir", "", "directory with certificates for the registry")
	flags.StringVar(&f.Creds, "creds", "", "credentials for the registry, user:password")
	flags.StringArrayVar(&f.DecryptionKeys, "decryption-key", nil,
		"private key that decrypts layers, FILE or FILE:pass=PASSWORD")
	flags.BoolVar(&f.tlsVerify, "tls-verify", true, "require HTTPS and verify certificates")
	flags.StringVar(&f.SignaturePolicy, "signature-policy", "", "path of policy.json")
	flags.IntVar(&f.retry, "retry", -1,
		"number of retries after a network failure (default: containers.conf, else 3)")
	flags.DurationVar(&f.RetryDelay, "retry-delay", 0,
		"delay before the first retry; it doubles each time (default: containers.conf, else 1s)")
	flags.StringVar(&f.BlobCache, "blob-cache", "",
		"directory of compressed layers, which a pull or push fills and a push reads")
	_ = flags.MarkHidden("signature-policy")
	_ = flags.MarkHidden("blob-cache")
}

// addSignatures adds the flag of commands that pull an image.
func (f *accessFlags) addSignatures(flags *pflag.FlagSet) {
	flags.BoolVar(&f.NoSignatures, "remove-signatures", false, "do not keep the signatures of the image")
}

func (f *accessFlags) value() build.Access {
	out := f.Access
	if f.flags.Changed("tls-verify") {
		out.TLSVerify = &f.tlsVerify
	}
	switch {
	case f.retry > 0:
		out.Retry = f.retry
	case f.retry == 0:
		out.Retry = build.NoRetry
	}
	return out
}
