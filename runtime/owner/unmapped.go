package owner

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// UnmappedError means that an id is not one of the user namespace, for which the kernel
// says "invalid argument".
type UnmappedError struct {
	UID, GID int
	Have     string // the ids that there are, for people
	Err      error
}

func (e *UnmappedError) Error() string {
	return fmt.Sprintf(
		"potentially insufficient UIDs or GIDs available in user namespace (requested %d:%d, there are %s): %v",
		e.UID, e.GID, e.Have, e.Err,
	)
}

func (e *UnmappedError) Unwrap() error { return e.Err }

// Hint says where ids come from.
func (e *UnmappedError) Hint() string {
	return "add subordinate ids, as root: usermod --add-subuids FIRST-LAST --add-subgids FIRST-LAST USER"
}

// Explain names the ids when "invalid argument" is about them.
func Explain(err error, uid, gid int) error {
	if !errors.Is(err, unix.EINVAL) {
		return err
	}
	users, haveUser := mapped("/proc/self/uid_map", uid)
	groups, haveGroup := mapped("/proc/self/gid_map", gid)
	if haveUser && haveGroup {
		return err
	}
	if users != groups {
		users = "users " + users + " and groups " + groups
	}
	return &UnmappedError{UID: uid, GID: gid, Have: users, Err: err}
}

// mapped lists the ids of a map, and says whether one of them is it. An id of -1
// stays what it is.
func mapped(file string, id int) (have string, ok bool) {
	in, err := os.Open(file)
	if err != nil {
		return "unknown", true
	}
	defer in.Close()
	var ranges []string
	begin, end := int64(0), int64(-1) // of the last range
	ok = id == -1
	for lines := bufio.NewScanner(in); lines.Scan(); {
		var first, outside, size int64
		if _, err := fmt.Sscan(lines.Text(), &first, &outside, &size); err != nil {
			return "unknown", true
		}
		if len(ranges) == 0 || first != end+1 {
			ranges, begin = append(ranges, ""), first
		}
		end = first + size - 1
		ranges[len(ranges)-1] = fmt.Sprintf("%d-%d", begin, end)
		ok = ok || int64(id) >= first && int64(id) < first+size
	}
	return strings.Join(ranges, ","), ok
}
