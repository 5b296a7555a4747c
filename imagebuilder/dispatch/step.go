package dispatch

import "github.com/cooper-build/cooper/imagebuilder/plan"

// Step is what one instruction does to the file system of a stage: one of
// *RunStep, *CopyStep, *WorkdirStep, or nil when it only changes the config.
type Step interface{ step() }

// RunStep runs a command.
type RunStep struct {
	Args []string // never empty
	Env  []string // KEY=value: the config's and the declared arguments'
	// ProxyEnv are predefined proxy arguments that were given and not
	// declared: part of the environment, not of the step's identity.
	ProxyEnv []string
	Cwd      string
	User     string // as USER wrote it
	Script   *Script
	Mounts   []Mount
	Volumes  []string // directories that are there, even if no layer has them
	Network  string   // none or host; empty: what the build says
	Insecure bool     // without the confinement of the sandbox
	Arch     string   // of the programs of the stage
	Line     int      // of the instruction in its file; 0: unknown
}

// Script is a heredoc with its own interpreter line; Args[0] is its path.
type Script struct {
	Name string // base name
	Data string
}

// CopyStep is a COPY or ADD.
type CopyStep struct {
	Name      string // COPY or ADD
	From      plan.Source
	Sources   []string // relative to the source's root, may hold wildcards
	Remotes   []Remote // of an ADD, copied after Sources
	Contents  []Content
	Dest      string // absolute; a trailing slash says that it is a directory
	Chown     string
	Chmod     string   // octal or symbolic
	Exclude   []string // patterns of files to leave out, relative to each source
	Literal   bool     // Sources hold no wildcards
	NeedMatch bool     // Sources with wildcards that match nothing are an error
	KeepLinks bool     // a source that is a link is copied as one
	IntoDir   bool     // several files are put into a directory, which Dest becomes
	Parents   bool     // each source is base/./path, and path is kept
	Link      bool     // the layer does not depend on what lies below
	Unpack    bool     // extract archives among Sources
	Time      *int64   // of all files, in seconds since 1970; nil: as the sources have it
}

// Remote is a file or a git repository that ADD fetches.
type Remote struct {
	URL        string // as written, after expansion
	Git        bool
	Checksum   string // of the file, or the commit; empty: any
	KeepGitDir bool
	Unpack     bool // extract the file when it is an archive
}

// Content is an inline file of a heredoc.
type Content struct {
	Name string
	Data string
}

// WorkdirStep creates the working directory, with its parents, for a user.
type WorkdirStep struct {
	Path string
	User string
}

func (*RunStep) step()     {}
func (*CopyStep) step()    {}
func (*WorkdirStep) step() {}
