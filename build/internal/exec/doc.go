// Package exec walks a plan: it decides what is ready, what is cached, and what
// has to run, and runs it on a Backend.
//
// Each stage runs in a goroutine of its own and waits for the stages it needs;
// how many steps work at once is bounded by Options.Jobs. Within a stage, a
// step's layer is hashed and registered in the background while the next step
// already runs on its files:
//
//	step n    run ── seal (hash) ── register ──▶
//	step n+1       run ─────────── seal ─────── register ──▶
//
// A step's key needs the digest of the layer before it, so a step that may be in
// the cache waits for that. A step that was never stored, whatever it started
// from, misses for sure and does not wait. In a dry run a step that misses is only
// reported, and what starts from it or reads it misses too.
package exec
