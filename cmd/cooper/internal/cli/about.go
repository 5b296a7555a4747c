package cli

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go"
	rspec "github.com/opencontainers/runtime-spec/specs-go"
	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build"
)

// versionJSON is what `version --json` prints, under buildah's keys.
type versionJSON struct {
	Version       string `json:"version"`
	GoVersion     string `json:"goVersion"`
	ImageSpec     string `json:"imageSpec"`
	RuntimeSpec   string `json:"runtimeSpec"`
	OSArch        string `json:"osArch"`
	BuildPlatform string `json:"buildPlatform"`
}

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	var format string
	cmd := &cobra.Command{
		Use:     "version [flags]",
		Short:   "Display the version",
		Example: "  cooper version\n  cooper version --format '{{.Version}}'",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			platform := runtime.GOOS + "/" + runtime.GOARCH
			v := versionJSON{build.Version(), runtime.Version(), ocispec.Version, rspec.Version, platform, platform}
			switch {
			case asJSON || format == "json":
				return printJSON(a.text, v)
			case format != "":
				return printTemplate(a.text, format, []versionJSON{v})
			}
			w := newColumns(a.text, 17, 1, 0)
			for _, row := range [][2]string{
				{"Version", v.Version}, {"Go Version", v.GoVersion}, {"Image Spec", v.ImageSpec},
				{"Runtime Spec", v.RuntimeSpec}, {"OS/Arch", v.OSArch}, {"BuildPlatform", v.BuildPlatform},
			} {
				fmt.Fprintf(w, "%s:\t%s\n", row[0], row[1])
			}
			return w.Flush()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the output as JSON")
	cmd.Flags().StringVarP(&format, "format", "f", "", "format the output with a Go template, or as json")
	return cmd
}

// Client and Server are where templates of docker and podman have the version.
func (v versionJSON) Client() versionJSON { return v }

// Server is cooper itself, which has no daemon.
func (v versionJSON) Server() versionJSON { return v }

func (a *app) infoCommand() *cobra.Command {
	var format string
	var debug bool
	cmd := &cobra.Command{
		Use:     "info",
		Short:   "Display information about the machine and the image store",
		Example: "  cooper info\n  cooper info --format '{{.store.GraphRoot}}'",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.runInfo(cmd.Context(), format, debug) },
	}
	cmd.Flags().StringVarP(&format, "format", "f", "", "format the output with a Go template")
	cmd.Flags().BoolVarP(&debug, "debug", "d", false, "also display how cooper was made")
	return cmd
}

func (a *app) runInfo(ctx context.Context, format string, debug bool) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	i, err := engine.Info(ctx)
	if err != nil {
		return err
	}
	host := hostFacts()
	host["rootless"] = i.Rootless
	host["isolation"] = i.Isolation
	host["OCIRuntime"] = i.OCIRuntime
	view := map[string]any{
		"host": host,
		"store": map[string]any{
			"GraphRoot": i.Root, "RunRoot": i.RunRoot, "GraphDriverName": i.Driver,
			"GraphOptions": append([]string{}, i.DriverOptions...), "GraphStatus": i.DriverStatus,
			"ContainerStore": map[string]int{"number": i.Containers}, "ImageStore": map[string]int{"number": i.Images},
			"LayerStore": map[string]int{"number": i.Layers},
			"FreeBytes":  i.FreeBytes, "TotalBytes": i.TotalBytes,
		},
	}
	if debug {
		view["debug"] = map[string]string{
			"buildah version": build.Version(), "compiler": runtime.Compiler, "git commit": revision(),
			"go version": runtime.Version(),
		}
	}
	if format != "" {
		return a.printObject(format, view)
	}
	return printJSON(a.text, view)
}

// revision is the commit that cooper was made from, if the Go toolchain noted it.
func revision() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return ""
}

// uptime is a time as buildah shows it.
func uptime(d time.Duration) string {
	return fmt.Sprintf("%dh %dm %.2fs (Approximately %.2f days)",
		int(d.Hours()), int(d.Minutes())%60, (d % time.Minute).Seconds(), d.Hours()/24)
}

// hostFacts describe the machine, under buildah's names.
func hostFacts() map[string]any {
	facts := map[string]any{
		"os":      runtime.GOOS,
		"arch":    runtime.GOARCH,
		"cpus":    runtime.NumCPU(),
		"version": build.Version(),
		"variant": platforms.DefaultSpec().Variant,
	}
	if name, err := os.Hostname(); err == nil {
		facts["hostname"] = name
	}
	var uts unix.Utsname
	if unix.Uname(&uts) == nil {
		facts["kernel"] = unix.ByteSliceToString(uts.Release[:])
	}
	var memory unix.Sysinfo_t
	if unix.Sysinfo(&memory) == nil {
		unit := uint64(memory.Unit)
		facts["MemTotal"], facts["MemFree"] = memory.Totalram*unit, memory.Freeram*unit
		facts["SwapTotal"], facts["SwapFree"] = memory.Totalswap*unit, memory.Freeswap*unit
		facts["uptime"] = uptime(time.Duration(memory.Uptime) * time.Second)
	}
	facts["CgroupVersion"] = "v1"
	if _, err := os.Stat("/sys/fs/cgroup/cgroup.controllers"); err == nil {
		facts["CgroupVersion"] = "v2"
	}
	facts["Distribution"] = distribution()
	return facts
}

// distribution reads os-release(5).
func distribution() map[string]string {
	out := map[string]string{}
	f, err := os.Open("/etc/os-release")
	if err != nil {
		return out
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), "=")
		switch value = strings.Trim(value, `"`); key {
		case "ID":
			out["distribution"] = value
		case "VERSION_ID":
			out["version"] = value
		}
	}
	return out
}
