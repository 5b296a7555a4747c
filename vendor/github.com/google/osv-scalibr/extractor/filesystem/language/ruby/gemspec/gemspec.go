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

// Package gemspec extracts *.gemspec files.
package gemspec

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"

	"github.com/google/osv-scalibr/extractor"
	"github.com/google/osv-scalibr/extractor/filesystem"
	"github.com/google/osv-scalibr/inventory"
	"github.com/google/osv-scalibr/log"
	"github.com/google/osv-scalibr/plugin"
	"github.com/google/osv-scalibr/purl"
	"github.com/google/osv-scalibr/stats"

	cpb "github.com/google/osv-scalibr/binary/proto/config_go_proto"
)

const (
	// Name is the unique name of this extractor.
	Name = "ruby/gemspec"

	// noLimitMaxFileSizeBytes is a sentinel value that indicates no limit.
	noLimitMaxFileSizeBytes = int64(0)
)

// Regex expressions used for extracting gemspec package name and version.
var (
	reSpec            = regexp.MustCompile(`^Gem::Specification\.new`)
	reName            = regexp.MustCompile(`\s*\w+\.name\s*=\s*["']([^"']+)["']`)
	reVerLiteral      = regexp.MustCompile(`\s*\w+\.version\s*=\s*["']([^"']+)["']`)
	reVerConst        = regexp.MustCompile(`\s*\w+\.version\s*=\s*([A-Za-z0-9_:]+)`)
	reRequireRel      = regexp.MustCompile(`^\s*require_relative\s+["']([^"']+)["']`)
	reRequireLiteral  = regexp.MustCompile(`^\s*require\s+["']([^"']+)["']`)
	reConstAssignment = regexp.MustCompile(`\b([A-Z][A-Za-z0-9_]*)\s*=\s*(?:'([^']+)'|"([^"]+)")(?:\s*\.freeze)?`)
)

// Extractor extracts RubyGem package info from *.gemspec files.
type Extractor struct {
	Stats            stats.Collector
	maxFileSizeBytes int64
}

// New returns a Ruby gemspec extractor.
func New(cfg *cpb.PluginConfig) (filesystem.Extractor, error) {
	maxFileSizeBytes := noLimitMaxFileSizeBytes
	if cfg.GetMaxFileSizeBytes() > 0 {
		maxFileSizeBytes = cfg.GetMaxFileSizeBytes()
	}

	specific := plugin.FindConfig(cfg, func(c *cpb.PluginSpecificConfig) *cpb.GemspecConfig { return c.GetGemspec() })
	if specific.GetMaxFileSizeBytes() > 0 {
		maxFileSizeBytes = specific.GetMaxFileSizeBytes()
	}

	return &Extractor{maxFileSizeBytes: maxFileSizeBytes}, nil
}

// Name of the extractor
func (e Extractor) Name() string { return Name }

// Version of the extractor
func (e Extractor) Version() int { return 0 }

// Requirements of the extractor.
func (e Extractor) Requirements() *plugin.Capabilities { return &plugin.Capabilities{} }

// FileRequired return true if the specified file matched the .gemspec file
// pattern.
func (e Extractor) FileRequired(api filesystem.FileAPI) bool {
	path := api.Path()
	if filepath.Ext(path) != ".gemspec" {
		return false
	}

	fileinfo, err := api.Stat()
	if err != nil {
		return false
	}
	if e.maxFileSizeBytes > noLimitMaxFileSizeBytes && fileinfo.Size() > e.maxFileSizeBytes {
		e.reportFileRequired(path, fileinfo.Size(), stats.FileRequiredResultSizeLimitExceeded)
		return false
	}

	e.reportFileRequired(path, fileinfo.Size(), stats.FileRequiredResultOK)
	return true
}

func (e Extractor) reportFileRequired(path string, fileSizeBytes int64, result stats.FileRequiredResult) {
	if e.Stats == nil {
		return
	}
	e.Stats.AfterFileRequired(e.Name(), &stats.FileRequiredStats{
		Path:          path,
		Result:        result,
		FileSizeBytes: fileSizeBytes,
	})
}

// Extract extracts packages from the .gemspec file.
func (e Extractor) Extract(ctx context.Context, input *filesystem.ScanInput) (inventory.Inventory, error) {
	p, lineNum, err := extract(input.Path, input.FS, input.Reader)
	e.reportFileExtracted(input.Path, input.Info, filesystem.ExtractorErrorToFileExtractedResult(err))
	if err != nil {
		return inventory.Inventory{}, fmt.Errorf("gemspec.parse: %w", err)
	}
	if p == nil {
		return inventory.Inventory{}, nil
	}

	p.Location = extractor.LocationFromPathAndLine(input.Path, lineNum)
	return inventory.Inventory{Packages: []*extractor.Package{p}}, nil
}

func (e Extractor) reportFileExtracted(path string, fileinfo fs.FileInfo, result stats.FileExtractedResult) {
	if e.Stats == nil {
		return
	}
	var fileSizeBytes int64
	if fileinfo != nil {
		fileSizeBytes = fileinfo.Size()
	}
	e.Stats.AfterFileExtracted(e.Name(), &stats.FileExtractedStats{
		Path:          path,
		Result:        result,
		FileSizeBytes: fileSizeBytes,
	})
}

// extract searches for the required name and version lines in the gemspec
// file using regex. It handles version strings defined either inline or via a
// constant populated through require_relative.
// Returns the parsed package, the 1-based line number of the name declaration, and any parsing error.
// Based on: https://guides.rubygems.org/specification-reference/
func extract(path string, fsys fs.FS, r io.Reader) (*extractor.Package, int, error) {
	buf := bufio.NewScanner(r)
	gemName, gemVer := "", ""
	foundStart := false
	var (
		requirePaths    []string
		versionConst    string
		inlineConstants = make(map[string]string)
	)
	reqAccum := &requireAccumulator{}
	nameLine := 0
	lineNum := 0

	for buf.Scan() {
		lineNum++
		line := buf.Text()

		requirePaths = appendUnique(requirePaths, reqAccum.Add(line)...)

		if matches := reConstAssignment.FindStringSubmatch(line); len(matches) > 1 {
			if val := constantValueFromMatch(matches); val != "" {
				inlineConstants[matches[1]] = val
			}
		}

		if !foundStart {
			start := reSpec.FindString(line)
			if start != "" {
				foundStart = true
			}
			continue
		}
		if gemName != "" && gemVer != "" {
			break
		}
		if gemName == "" {
			nameArr := reName.FindStringSubmatch(line)
			if len(nameArr) > 1 {
				gemName = nameArr[1]
				nameLine = lineNum
				continue
			}
		}
		if gemVer == "" {
			if verArr := reVerLiteral.FindStringSubmatch(line); len(verArr) > 1 {
				gemVer = verArr[1]
				continue
			}
			if versionConst == "" {
				if constMatch := reVerConst.FindStringSubmatch(line); len(constMatch) > 1 {
					versionConst = constMatch[1]
				}
			}
		}
	}

	if err := buf.Err(); err != nil {
		log.Warnf("error scanning gemspec file %s: %v", path, err)
	}
	requirePaths = appendUnique(requirePaths, reqAccum.Flush()...)

	// This was likely a marshalled gemspec. Not a readable text file.
	if !foundStart {
		log.Warnf("error scanning gemspec (%s) could not find start of spec definition", path)
		return nil, 0, nil
	}

	if gemVer == "" && versionConst != "" {
		if constName, ok := versionConstantName(versionConst); ok {
			if v, ok := inlineConstants[constName]; ok {
				gemVer = v
			} else if resolved, err := resolveVersionFromRequires(fsys, path, requirePaths, constName); err == nil {
				gemVer = resolved
			} else {
				log.Debugf("unable to resolve version constant %q in gemspec %s: %v", versionConst, path, err)
			}
		}
	}

	if gemName == "" || gemVer == "" {
		return nil, 0, fmt.Errorf("failed to parse gemspec name (%v) and version (%v)", gemName, gemVer)
	}

	return &extractor.Package{
		Name:     gemName,
		Version:  gemVer,
		PURLType: purl.TypeGem,
	}, nameLine, nil
}
