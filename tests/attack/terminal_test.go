package attack

import (
	"bytes"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// tty runs the program with a terminal as its input and output, and takes what a
// person would get to see, byte for byte.
func (r *run) tty(ts *testscript.TestScript, args []string) {
	master, slave, err := openTerminal()
	ts.Check(err)
	defer master.Close()
	if r.mode.user.switching {
		ts.Check(slave.Chown(r.mode.user.uid, -1))
	}
	cmd := r.mode.command(r.program, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"HOME", "TMPDIR", "PATH", "CONTAINERS_STORAGE_CONF", "USER"} {
		cmd.Env = append(cmd.Env, name+"="+r.env[name])
	}
	cmd.Env = append(cmd.Env, "TERM=xterm")
	if r.weak {
		cmd.Env = append(cmd.Env, "COOPER_WEAK="+r.row.name)
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr.Setpgid = false
	cmd.SysProcAttr.Setsid, cmd.SysProcAttr.Setctty = true, true
	ts.Check(cmd.Start())
	slave.Close()
	timer := time.AfterFunc(limit, func() { _ = unix.Kill(-cmd.Process.Pid, unix.SIGKILL) })
	defer timer.Stop()
	var seen bytes.Buffer
	_, _ = io.Copy(&seen, master)
	r.take(result{out: seen.Bytes(), err: cmd.Wait()})
	ts.Logf("%s", strings.ReplaceAll(strconv.Quote(seen.String()), `\n`, "\n"))
}

func openTerminal() (master, slave *os.File, err error) {
	if master, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		return nil, nil, err
	}
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		return nil, nil, err
	}
	number, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		return nil, nil, err
	}
	_ = unix.IoctlSetWinsize(int(master.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 50, Col: 200})
	slave, err = os.OpenFile("/dev/pts/"+strconv.Itoa(number), os.O_RDWR|unix.O_NOCTTY, 0)
	return master, slave, err
}
