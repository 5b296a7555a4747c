package util

const (
	// AppNameVersion name and URL to app
	AppNameVersion = "https://github.com/diskfs/go-diskfs"
)
