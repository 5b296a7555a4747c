package build

import "github.com/cooper-build/cooper/build/internal/engine"

// CheckPlatform refuses a text that is no platform, as linux/arm64 is one. name says where the text comes
// from.
func CheckPlatform(name, text string) error {
	err := engine.CheckPlatform(name, text)
	if err == nil {
		return nil
	}
	return describe(err)
}
