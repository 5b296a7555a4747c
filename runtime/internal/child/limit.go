package child

import "golang.org/x/sys/unix"

// limitThread applies all restrictions but the filter to this thread, in an order in which
// none forbids the next.
func (c *Config) limitThread() error {
	for _, limit := range []struct {
		doing string
		set   func() error
	}{
		{"setting a resource limit", c.setRlimits},
		{"joining a session keyring", joinKeyring},
		{"setting the label of the command to " + c.ExecLabel, c.labelExec},
		{"dropping capabilities", func() error { return dropBounding(c.Bounding) }},
		{"setting no_new_privs", c.setNoNewPrivs},
		// Last, while the thread has CAP_SYS_ADMIN: without no_new_privs, Landlock and a
		// filter need it.
		{"confining the command with Landlock", c.confine},
	} {
		if err := limit.set(); err != nil {
			return fail(limit.doing, err)
		}
	}
	return nil
}

func (c *Config) setRlimits() error {
	for _, r := range c.Rlimits {
		if err := unix.Prlimit(0, int(r.Resource), &unix.Rlimit{Cur: r.Soft, Max: r.Hard}, nil); err != nil {
			return err
		}
	}
	return nil
}

func (c *Config) setNoNewPrivs() error {
	if !c.NoNewPrivs {
		return nil
	}
	return unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
}
