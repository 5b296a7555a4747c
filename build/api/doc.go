// Package api has the requests and results of an engine, which travel as JSON between a
// program and its worker. Programs use them through package build, which has each name too.
package api
