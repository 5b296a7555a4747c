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
		c.Detail = err.Error() + "; commands are confined without it"
		c.Hint = "a kernel with CONFIG_SECURITY_LANDLOCK and lsm=landlock,… on its command line has it"
		return c
	}
	c.OK, c.Detail = true, fmt.Sprintf("ABI %d: ", abi)
	switch {
	case abi >= 6:
		c.Detail += "files outside a sandbox are held, signals and abstract sockets stay in it"
	case abi >= 2:
		c.Detail += "files outside a sandbox are held; signals and abstract sockets from ABI 6 on"
	default:
		c.OK, c.Detail = false, c.Detail+"too old to be used"
	}
	return c
}
