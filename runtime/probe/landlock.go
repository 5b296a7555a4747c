package probe

import (
	"fmt"

	"github.com/cooper-build/cooper/runtime/sandbox"
)

// landlock says what commands are confined with besides.
func landlock() Check {
	c := Check{Name: "landlock"}
	abi, err := sandbox.Landlock()
	if err != nil {
		c.Detail = err.Error() + "; commands run without Landlock"
		c.Hint = "use a kernel with CONFIG_SECURITY_LANDLOCK, and lsm=landlock,… on its command line"
		return c
	}
	c.OK, c.Detail = true, fmt.Sprintf("ABI %d: ", abi)
	switch {
	case abi >= 6:
		c.Detail += "confines file changes, signals and abstract sockets to the sandbox"
	case abi >= 2:
		c.Detail += "confines file changes to the sandbox; signals and abstract sockets need ABI 6"
	default:
		c.OK, c.Detail = false, c.Detail+"too old"
	}
	return c
}
