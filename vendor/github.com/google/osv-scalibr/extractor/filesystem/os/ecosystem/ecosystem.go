// Copyright 2026 Google LLC
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//      http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

// Package ecosystem converts OS package details into PackageURLs.
package ecosystem

import (
	"strings"

	apkmeta "github.com/google/osv-scalibr/extractor/filesystem/os/apk/metadata"
	dpkgmeta "github.com/google/osv-scalibr/extractor/filesystem/os/dpkg/metadata"
	modulemeta "github.com/google/osv-scalibr/extractor/filesystem/os/kernel/module/metadata"
	vmlinuzmeta "github.com/google/osv-scalibr/extractor/filesystem/os/kernel/vmlinuz/metadata"
	pacmanmeta "github.com/google/osv-scalibr/extractor/filesystem/os/pacman/metadata"
	portagemeta "github.com/google/osv-scalibr/extractor/filesystem/os/portage/metadata"
	rpmmeta "github.com/google/osv-scalibr/extractor/filesystem/os/rpm/metadata"
	snapmeta "github.com/google/osv-scalibr/extractor/filesystem/os/snap/metadata"
	cdxmeta "github.com/google/osv-scalibr/extractor/filesystem/sbom/cdx/metadata"
	spdxmeta "github.com/google/osv-scalibr/extractor/filesystem/sbom/spdx/metadata"
	"github.com/google/osv-scalibr/inventory/osvecosystem"
	"github.com/google/osv-scalibr/log"
	purlecosystem "github.com/google/osv-scalibr/purl/ecosystem"
	"github.com/ossf/osv-schema/bindings/go/osvconstants"
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// MakeEcosystem computes the OSV Ecosystem value from an OS package's metadata.
func MakeEcosystem(metadata any) osvecosystem.Parsed {
	namespace := ""
	osVersionID := ""
	switch m := metadata.(type) {
	case *apkmeta.Metadata:
		// Check for specific distros that use APK but map to different ecosystems.
		// These checks must come before the version == "" guard because rolling
		// distros (Wolfi, Chainguard, MinimOS) may not set VERSION_ID in os-release.
		if m.OSID == "wolfi" {
			return osvecosystem.FromEcosystem(osvconstants.EcosystemWolfi)
		}
		if m.OSID == "chainguard" {
			return osvecosystem.FromEcosystem(osvconstants.EcosystemChainguard)
		}
		// MinimOS advisories are published under a single unversioned ecosystem on
		// OSV.dev, so the VERSION_ID (a rolling build date, e.g. 20241031) is not
		// used as a suffix.
		if m.OSID == "minimos" {
			return osvecosystem.FromEcosystem(osvconstants.EcosystemMinimOS)
		}
		version := m.ToDistro()
		if version == "" {
			return osvecosystem.FromEcosystem(osvconstants.EcosystemAlpine)
		}
		if m.OSID == "alpaquita" {
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemAlpaquita, Suffix: m.OSVersionID}
		}
		if m.OSID == "clnstrt" || m.OSID == "cleanstart" {
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemCleanStart, Suffix: ""}
		}
		if m.OSID == "bellsoft-hardened-containers" {
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemBellSoftHardenedContainers, Suffix: m.OSVersionID}
		}
		return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemAlpine, Suffix: m.TrimDistroVersion(version)}

	case *dpkgmeta.Metadata:
		namespace = m.ToNamespace()
		osVersionID = m.OSVersionID

	case *rpmmeta.Metadata:
		if m.OSID == "rhel" {
			// CPE_NAME="cpe:/o:redhat:enterprise_linux:9::baseos"
			// If :redhat: doesn't exist, then suffix will just be empty and have no suffix.
			_, suffix, _ := strings.Cut(m.OSCPEName, ":redhat:")
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemRedHat, Suffix: suffix}
		}
		if m.OSID == "rocky" {
			return osvecosystem.FromEcosystem(osvconstants.EcosystemRockyLinux)
		}
		if m.OSID == "openEuler" {
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemOpenEuler, Suffix: m.OpenEulerEcosystemSuffix()}
		}
		if m.OSID == "almalinux" {
			// OSV.dev keys ALSA advisories by major version only (e.g. "AlmaLinux:9").
			// VERSION_ID in /etc/os-release is a full point release (e.g. "9.0" or "9.8"),
			// so trim to the major version only. A bare major such as "9" is returned
			// unchanged by strings.Cut (found=false, before=full string).
			majorVersion, _, _ := strings.Cut(m.OSVersionID, ".")
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemAlmaLinux, Suffix: majorVersion}
		}
		if m.OSID == "mageia" {
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemMageia, Suffix: m.OSVersionID}
		}
		if m.OSID == "sles" {
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemSUSE, Suffix: m.OSVersionID}
		}
		if m.OSID == "azurelinux" || m.OSID == "mariner" {
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemAzureLinux, Suffix: m.OSVersionID}
		}
		if m.OSID == "opensuse-leap" {
			// OSV.dev openSUSE advisories use the suffix "Leap X.Y"
			// (e.g. "openSUSE:Leap 15.5"), confirmed via OSV.dev API.
			// Using VERSION_ID alone ("15.5") would not match any advisory.
			if m.OSVersionID == "" {
				return osvecosystem.FromEcosystem(osvconstants.EcosystemOpenSUSE)
			}
			return osvecosystem.Parsed{Ecosystem: osvconstants.EcosystemOpenSUSE, Suffix: "Leap " + m.OSVersionID}
		}

	case *snapmeta.Metadata:
		if m.OSID == "ubuntu" {
			return osvecosystem.FromEcosystem(osvconstants.EcosystemUbuntu)
		}
		log.Errorf("os-release[ID] not set, fallback to '' ecosystem")
		return osvecosystem.Parsed{}

	case *pacmanmeta.Metadata:
		namespace = m.ToNamespace()
		osVersionID = m.OSVersionID

	case *portagemeta.Metadata:
		namespace = m.ToNamespace()
		osVersionID = m.OSVersionID

	case *vmlinuzmeta.Metadata:
		namespace = m.ToNamespace()
		osVersionID = m.OSVersionID

	case *modulemeta.Metadata:
		namespace = m.ToNamespace()
		osVersionID = m.OSVersionID

	case *spdxmeta.Metadata:
		// TODO(#2213): This is temporary while we work on a more unified solution.
		return purlecosystem.FromPURL(m.PURL)
	case *cdxmeta.Metadata:
		// TODO(#2213): This is temporary while we work on a more unified solution.
		return purlecosystem.FromPURL(m.PURL)

	default:
		return osvecosystem.Parsed{}
	}

	osID := cases.Title(language.English).String(namespace)
	parsed, err := osvecosystem.Parse(osID)
	if err != nil {
		return osvecosystem.Parsed{}
	}

	if osVersionID == "" {
		return parsed
	}

	parsed.Suffix = osVersionID
	if parsed.GetValidity() != nil {
		return osvecosystem.Parsed{}
	}

	return parsed
}
