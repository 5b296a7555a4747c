package remote

import "strings"

// IsCredential reports whether a secret is for fetching sources rather than for a RUN.
func IsCredential(id string) bool {
	for _, prefix := range []string{"GIT_AUTH_TOKEN", "GIT_AUTH_HEADER", "HTTP_AUTH_HEADER_", "HTTP_AUTH_TOKEN_"} {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}
