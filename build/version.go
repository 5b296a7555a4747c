package build

// version is set when cooper is linked.
var version = "dev"

// Version is the version of cooper.
func Version() string { return version }
