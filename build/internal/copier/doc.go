// Package copier copies parts of a tree into a root filesystem, for COPY and ADD. Both
// trees are untrusted and may change during the copy. So every path goes through
// safepath, every opened file is compared with the file that was seen before, and nothing
// blocks on a FIFO or follows a link out of a tree.
//
// Scan finds what the sources of an instruction name. Digest reads what was
// found, for the cache. Copy writes it. The rules on directories, links and
// owners are those of the Dockerfile reference, "COPY".
package copier
