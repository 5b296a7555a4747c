package cli

import (
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// accessFlags are the flags of every command that talks to a registry.
type accessFlags struct {
	build.Access
	tlsVerify bool
	flags     *pflag.FlagSet
}

func (f *accessFlags) add(flags *pflag.FlagSet) {
	f.flags = flags
	flags.StringVar(&f.AuthFile, "authfile", "", "file with credentials")
	flags.StringVar(&f.CertDir, "cert-dir", "", "directory with certificates of the registry")
	flags.StringVar(&f.Creds, "creds", "", "credentials, user:password")
	flags.StringArrayVar(&f.DecryptionKeys, "decryption-key", nil,
		"private key for encrypted layers, FILE or FILE:pass=PASSWORD")
	flags.BoolVar(&f.tlsVerify, "tls-verify", true, "require TLS with a valid certificate")
	flags.StringVar(&f.SignaturePolicy, "signature-policy", "", "path of policy.json")
	flags.IntVar(&f.Retry, "retry", -1,
		"attempts after a failure of the network (default: as containers.conf says, else 3)")
	flags.DurationVar(&f.RetryDelay, "retry-delay", 0,
		"time before the first of them; it doubles (default: as containers.conf says, else 1s)")
	_ = flags.MarkHidden("signature-policy")
}

func (f *accessFlags) value() build.Access {
	out := f.Access
	if f.flags.Changed("tls-verify") {
		out.TLSVerify = &f.tlsVerify
	}
	return out
}
