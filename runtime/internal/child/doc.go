// Package child is the code that runs inside new namespaces: the second half of a
// sandbox, and of the entry into a user namespace.
//
// It is linked into a small program of its own (helper/cooper-init), because it
// starts once for every RUN: a program of the size of cooper spends more time on
// its own start than on the whole sandbox. For the same reason it imports
// little, and reads its orders in the encoding of this package instead of JSON.
//
// Four verbs:
//
//	cooper-init userns NUMBER PATH ARG...  wait for the id maps, become root, exec PATH
//	                                 without the descriptor NUMBER
//	cooper-init run [TREES]          be the first process of a sandbox
//	cooper-init run later            the same, before there is a command
//	cooper-init trial CALLER         print what can be done in the new namespaces
//	cooper-init report               print what a sandboxed command sees of itself
//
// None of them does anything for whoever starts it by hand: "userns" and "trial" want a socket
// that their parent made, and mounts are changed only in another namespace than CALLER,
// the parent's.
//
// The protocol of "run", over descriptors 3 and 4:
//
//	parent                                   child
//	  clone with the namespaces, id maps ──▶  starts as root of the user namespace
//	  fd 3 orders: Config, then open ──────▶  mounts, pivot_root, limits, filter
//	    "later": with its mounts (SCM_RIGHTS)
//	  fd 0, for a terminal      ◀──────────   its controlling end (SCM_RIGHTS)
//	  fd 4 report:              ◀──────────   'S' command started
//	                            ◀──────────   or 'E' errno, what was being done
//	  fd 3 one byte a signal ──────────────▶  signal all processes of the sandbox
//	  fd 3 closed (parent died) ───────────▶  exit, and the rest is killed
//	  fd 4 report:              ◀──────────   'O' a file's owner to remember, any number of times
//	                            ◀──────────   'X' wait status of the command
package child
