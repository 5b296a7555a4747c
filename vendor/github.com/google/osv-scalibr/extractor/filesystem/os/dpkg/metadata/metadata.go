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

// Package metadata defined a Metadata struct for DPKG packages.
package metadata

import (
	"github.com/google/osv-scalibr/binary/proto/metadata"
	pb "github.com/google/osv-scalibr/binary/proto/scan_result_go_proto"
)

func init() {
	metadata.Register(ToStruct, ToProto)
}

// Metadata holds parsing information for a dpkg package.
type Metadata struct {
	PackageName       string
	Status            string
	SourceName        string
	SourceVersion     string
	PackageSource     string
	PackageVersion    string
	OSID              string
	OSVersionCodename string
	OSVersionID       string
	Maintainer        string
	Architecture      string
}

// ToNamespace extracts the PURL namespace from the metadata.
func (m *Metadata) ToNamespace() string {
	if m.OSID != "" {
		return m.OSID
	}
	// TODO(b/298152210): Implement metric
	return "linux"
}

// ToDistro extracts the OS distro from the metadata.
func (m *Metadata) ToDistro() string {
	// e.g. jammy
	if m.OSVersionCodename != "" {
		return m.OSVersionCodename
	}
	// fallback: e.g. 22.04
	if m.OSVersionID != "" {
		return m.OSVersionID
	}
	return ""
}

// ToProto converts the Metadata struct to a DPKGPackageMetadata proto.
func ToProto(m *Metadata) *pb.DPKGPackageMetadata {
	return &pb.DPKGPackageMetadata{
		PackageName:       m.PackageName,
		Status:            m.Status,
		SourceName:        m.SourceName,
		SourceVersion:     m.SourceVersion,
		PackageSource:     m.PackageSource,
		PackageVersion:    m.PackageVersion,
		OsId:              m.OSID,
		OsVersionCodename: m.OSVersionCodename,
		OsVersionId:       m.OSVersionID,
		Maintainer:        m.Maintainer,
		Architecture:      m.Architecture,
	}
}

// IsProtoable marks the struct as a metadata type.
func (m *Metadata) IsProtoable() {}

// ToStruct converts the DPKGPackageMetadata proto to a Metadata struct.
func ToStruct(m *pb.DPKGPackageMetadata) *Metadata {
	return &Metadata{
		PackageName:       m.GetPackageName(),
		Status:            m.GetStatus(),
		SourceName:        m.GetSourceName(),
		SourceVersion:     m.GetSourceVersion(),
		PackageSource:     m.GetPackageSource(),
		PackageVersion:    m.GetPackageVersion(),
		OSID:              m.GetOsId(),
		OSVersionCodename: m.GetOsVersionCodename(),
		OSVersionID:       m.GetOsVersionId(),
		Maintainer:        m.GetMaintainer(),
		Architecture:      m.GetArchitecture(),
	}
}
