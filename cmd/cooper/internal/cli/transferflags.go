package cli

import (
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// transferFlags say how build and commit send layers to a name with a transport.
type transferFlags struct {
	build.Transfer
	level int
	flags *pflag.FlagSet
}

func (f *transferFlags) add(flags *pflag.FlagSet) {
	f.flags = flags
	flags.StringVar((*string)(&f.Compression), "compression-format", "",
		"compression of pushed layers: gzip, zstd or zstd:chunked")
	flags.IntVar(&f.level, "compression-level", 0, "compression level")
	flags.BoolVar(&f.ForceCompression, "force-compression", false, "recompress layers that have another format")
	flags.BoolVarP(&f.Uncompressed, "disable-compression", "D", true,
		"do not compress layers in an OCI layout or a directory; registries get them compressed")
	addSignBy(flags, &f.Transfer)
	addAttestForm(flags, (*string)(&f.Attest))
}

// addTrust adds a hidden flag of docker for its own kind of signatures.
func addTrust(flags *pflag.FlagSet) {
	flags.Bool("disable-content-trust", true, "accepted for compatibility: policy.json says which signatures count")
	_ = flags.MarkHidden("disable-content-trust")
}

// addSignBy adds the flag for signatures by GnuPG.
func addSignBy(flags *pflag.FlagSet, t *build.Transfer) {
	flags.StringVar(&t.GnuPG, "sign-by", "", "sign the image with a key of gpg, named by fingerprint or user id")
}

func (f *transferFlags) value() build.Transfer {
	out := f.Transfer
	if f.flags.Changed("compression-level") {
		out.CompressionLevel = &f.level
	}
	if out.Compression != "" || out.ForceCompression || out.CompressionLevel != nil {
		out.Uncompressed = false
	}
	return out
}
