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

// Package metadata defines a Metadata struct for Java archives.
package metadata

import (
	"deps.dev/util/maven"
	"github.com/google/osv-scalibr/extractor/filesystem/language/java/javalockfile"

	metadataproto "github.com/google/osv-scalibr/binary/proto/metadata"
	pb "github.com/google/osv-scalibr/binary/proto/scan_result_go_proto"
)

func init() {
	metadataproto.Register(ToStruct, ToProto)
}

// Metadata holds parsing information for a Java archive package.
type Metadata struct {
	ArtifactID   string
	GroupID      string
	SHA1         string
	Dependencies []maven.Dependency
	Parent       *maven.ProjectKey
}

// ToProto converts the Metadata struct to a JavaArchiveMetadata proto.
func ToProto(m *Metadata) *pb.JavaArchiveMetadata {
	return &pb.JavaArchiveMetadata{
		ArtifactId:   m.ArtifactID,
		GroupId:      m.GroupID,
		Sha1:         m.SHA1,
		Dependencies: javalockfile.DependenciesToProto(m.Dependencies),
		Parent:       javalockfile.ParentToProto(m.Parent),
	}
}

// IsProtoable marks the struct as a metadata type.
func (m *Metadata) IsProtoable() {}

// ToStruct converts the JavaArchiveMetadata proto to a Metadata struct.
func ToStruct(m *pb.JavaArchiveMetadata) *Metadata {
	return &Metadata{
		ArtifactID:   m.GetArtifactId(),
		GroupID:      m.GetGroupId(),
		SHA1:         m.GetSha1(),
		Dependencies: javalockfile.DependenciesToStruct(m.Dependencies),
		Parent:       javalockfile.ParentToStruct(m.Parent),
	}
}
