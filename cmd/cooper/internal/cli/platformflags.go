package cli

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// platformFlags name one platform.
type platformFlags struct{ platform, arch, os, variant string }

func (f *platformFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.platform, "platform", "", "set the platform, for example linux/arm64 (default: the machine's)")
	flags.StringVar(&f.arch, "arch", "", "set the architecture of the platform")
	flags.StringVar(&f.os, "os", "", "set the operating system of the platform: linux")
	flags.StringVar(&f.variant, "variant", "", "set the variant of the architecture")
}

// value is the platform that the flags name, or else that of docker's variable.
func (f *platformFlags) value() (string, error) {
	if f.platform != "" {
		return f.platform, nil
	}
	if f.arch+f.os+f.variant == "" {
		return defaultPlatform()
	}
	arch, system := f.arch, f.os
	if arch == "" {
		arch = runtime.GOARCH
	}
	if system == "" {
		system = "linux"
	}
	return strings.TrimSuffix(system+"/"+arch+"/"+f.variant, "/"), nil
}

// defaultPlatforms are the platforms of docker's variable, of which docker buildx reads several.
func defaultPlatforms() ([]string, error) {
	names := envList("DOCKER_DEFAULT_PLATFORM")
	for _, name := range names {
		if err := build.CheckPlatform("DOCKER_DEFAULT_PLATFORM", name); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// defaultPlatform is the platform of docker's variable for a command that takes one.
func defaultPlatform() (string, error) {
	names, err := defaultPlatforms()
	if err == nil && len(names) > 1 {
		err = &build.Error{
			Kind:    build.KindOther,
			Message: fmt.Sprintf("DOCKER_DEFAULT_PLATFORM has %d platforms, and one is needed", len(names)),
			Hint:    "use --platform " + names[0],
		}
	}
	return strings.Join(names, ","), err
}
