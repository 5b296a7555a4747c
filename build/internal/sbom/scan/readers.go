package scan

import (
	"fmt"
	"math"

	"github.com/google/osv-scalibr/binary/proto/config_go_proto"
	"github.com/google/osv-scalibr/extractor/filesystem"
	"github.com/google/osv-scalibr/extractor/filesystem/language/golang/gobinary"
	"github.com/google/osv-scalibr/extractor/filesystem/language/golang/gomod"
	"github.com/google/osv-scalibr/extractor/filesystem/language/java/archive"
	"github.com/google/osv-scalibr/extractor/filesystem/language/javascript/packagejson"
	"github.com/google/osv-scalibr/extractor/filesystem/language/javascript/packagelockjson"
	"github.com/google/osv-scalibr/extractor/filesystem/language/php/composerlock"
	"github.com/google/osv-scalibr/extractor/filesystem/language/python/wheelegg"
	"github.com/google/osv-scalibr/extractor/filesystem/language/ruby/gemspec"
	"github.com/google/osv-scalibr/extractor/filesystem/language/rust/cargoauditable"
	"github.com/google/osv-scalibr/extractor/filesystem/os/apk"
	"github.com/google/osv-scalibr/extractor/filesystem/os/dpkg"

	"github.com/cooper-build/cooper/build/internal/sbom/rpm"
)

// reader reads the packages of one kind of file.
type reader struct {
	filesystem.Extractor
	limit int64 // size of a file that is read, in bytes; 0: any, because little of it is read
	// database is one of a distribution. It has to be readable. Other files may be test data of
	// programs, which are wrong on purpose.
	database bool
}

// kind is how to make a reader.
type kind struct {
	make     func(*config_go_proto.PluginConfig) (filesystem.Extractor, error)
	limit    int64
	database bool
}

const mebibyte = 1 << 20

// installed are kinds of files that say what is there.
var installed = []kind{
	{dpkg.New, 128 * mebibyte, true},
	{apk.New, 128 * mebibyte, true},
	{rpm.New, 1024 * mebibyte, true},
	{gobinary.New, 0, false},
	{cargoauditable.New, 0, false},
	{packagejson.New, 16 * mebibyte, false},
	{wheelegg.New, 256 * mebibyte, false},
	{archive.New, 1024 * mebibyte, false},
	{gemspec.New, 16 * mebibyte, false},
	{composerlock.New, 64 * mebibyte, false},
}

// needed are kinds of files that say what source code needs.
var needed = []kind{
	{gomod.New, 16 * mebibyte, false},
	{packagelockjson.New, 64 * mebibyte, false},
}

// readers are those for a tree, of programs or of source code.
func readers(sources bool) (list []reader, err error) {
	kinds := installed
	if sources {
		kinds = append(kinds[:len(kinds):len(kinds)], needed...)
	}
	for _, k := range kinds {
		// The limits of the extractors would leave files out without a word.
		e, err := k.make(&config_go_proto.PluginConfig{MaxFileSizeBytes: math.MaxInt64})
		if err != nil {
			return nil, fmt.Errorf("preparing a reader of packages: %w", err)
		}
		list = append(list, reader{e, k.limit, k.database})
	}
	return list, nil
}
