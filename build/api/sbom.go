package api

// SBOMOptions say how to make a software bill of materials of an image. The zero value makes
// none. Only one of Format, Generator and Commands is set. The bill is kept with the image in the
// store, and a push can attach it.
type SBOMOptions struct {
	Format SBOMFormat // cooper reads the packages itself
	// Generator is a scanner image that follows BuildKit's protocol. It has no network, and sees the
	// files read-only.
	Generator string
	// Parameters are for the generator: it gets each as a variable BUILDKIT_SCAN_NAME.
	Parameters map[string]string
	Scanner    string // image; its commands run without a network, and see the files read-only
	// Commands are run in the scanner. The words {ROOTFS}, {CONTEXT} and {OUTPUT} stand for the
	// files of the image, a directory that is the build context, and the file to write. Without
	// {OUTPUT} the standard output counts.
	Commands []string
	Merge    string // how to join their results, by buildah's names; empty: one after the other
	// Output and PURLOutput are files for the bill and for the package URLs in it.
	Output, PURLOutput string
	// ImageOutput and ImagePURLOutput are paths in the image for the same.
	ImageOutput, ImagePURLOutput string
}

// IsZero reports whether no bill is wanted.
func (o *SBOMOptions) IsZero() bool {
	return string(o.Format)+o.Generator+o.Scanner+o.Output+o.PURLOutput+o.ImageOutput+o.ImagePURLOutput == "" &&
		len(o.Commands) == 0
}
