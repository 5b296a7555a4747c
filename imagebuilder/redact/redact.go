// Package redact removes credentials from texts that people and programs see: history,
// messages, progress and cache keys.
package redact

import (
	"net/url"
	"regexp"
	"strings"
)

// userinfo is the part of a URL before the host, RFC 3986 section 3.2.1. A mere user
// name of ssh is no secret.
var (
	userinfo = regexp.MustCompile(`(?i)\b((?:https?|ftps?)://)[^\s/?#"'@]*(?:@[^\s/?#"'@]*)*@`)
	password = regexp.MustCompile(`(?i)\b((?:ssh|git)(?:\+[a-z]+)?://[^\s/?#"'@:]*):[^\s/?#"']*@`)
)

// URLs replaces what stands before the host of each URL in a text.
func URLs(text string) string {
	text = userinfo.ReplaceAllString(text, "${1}xxxxx@")
	return password.ReplaceAllString(text, "${1}:xxxxx@")
}

// Bare is an address over http(s) without the user and the password, and another one without the
// password.
func Bare(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil || !strings.HasPrefix(u.Scheme, "http") {
		return URLs(address)
	}
	u.User = nil
	return u.String()
}
