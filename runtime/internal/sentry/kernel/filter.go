package kernel

import (
	"fmt"
	"math"

	"gvisor.dev/gvisor/runsc/boot/filter"
)

// confine leaves this process the system calls that the sentry needs. A command that has
// taken over the sentry can do no more on the host.
func (s *sandbox) confine() error {
	options := filter.Options{
		Platform: s.platform.SeccompInfo(), HostNetwork: s.orders.HostNetwork, ControllerFD: math.MaxInt32,
	}
	if err := filter.Install(options); err != nil {
		return fmt.Errorf("installing the seccomp filter of the sentry: %w", err)
	}
	return nil
}
