// Package copier copies parts of a tree into a root file system, for COPY and
// ADD. Both trees belong to somebody else and may change while it works: every
// path goes through safepath, every file that is opened is compared with what
// was seen before, and nothing blocks on a FIFO or follows a link out of a tree.
//
// Scan finds what the sources of an instruction name. Digest reads what was
// found, for the cache. Copy writes it. The rules on directories, links and
// owners are those of the Dockerfile reference, "COPY".
package copier
