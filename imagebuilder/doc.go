// Package imagebuilder gives a Containerfile its meaning. It is pure: it turns bytes into
// a plan, and opens no file, reads no clock and starts no process.
//
//	Load            bytes → plan.Plan: stages, their order, what can be left out
//	dispatch.Apply  (State, instruction) → (Step, State), once per instruction
//	ignore          which files of a context an ignore file leaves out
//	mount           the options of RUN --mount
//	check           what a Containerfile says legally and should not
//
// The grammar is BuildKit's parser, so that it is the same as docker build's;
// the meaning follows the Dockerfile reference, and where the reference is
// silent, what BuildKit does.
package imagebuilder
