package call

import (
	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// Preparation makes a request portable.
type Preparation struct {
	api.Request
	// Repository gets the contexts. Empty: Layout gets them, a new directory.
	Repository, Layout string
	// Credentials says that the task takes the caller's credentials along, for the registries that it
	// names.
	Credentials bool
}

// Prepared is a request that can be done on another machine, for each of the platforms.
type Prepared struct {
	Request   api.Request
	Files     map[string][]byte // of the request, see farm.Task
	Platforms []string
	Limits    api.Limits // that the caller has chosen
}

// Finishing makes the result of a request of parts that were made on other machines.
type Finishing struct {
	Build
	Parts []farm.Part
}
