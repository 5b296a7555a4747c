package build

import "github.com/cooper-build/cooper/build/internal/source"

// IsGit reports whether an address is that of a git repository.
func IsGit(address string) bool { return source.IsGit(address) }
