package sandbox

import "regexp"

var (
	aSize   = regexp.MustCompile(`^[0-9]+[kKmMgG%]?$`)
	anOctal = regexp.MustCompile(`^[0-7]{1,5}$`)
	aNumber = regexp.MustCompile(`^[0-9]{1,10}$`)
	aFlag   = regexp.MustCompile(`^$`)
)

// filesystemOptions are the allowed options of file systems, with the form of their values.
// No other text reaches the kernel.
var filesystemOptions = map[string]map[string]*regexp.Regexp{
	"tmpfs": {"size": aSize, "mode": anOctal, "uid": aNumber, "gid": aNumber, "nr_inodes": aSize, "nr_blocks": aSize},
	"devpts": {
		"mode":        anOctal,
		"ptmxmode":    anOctal,
		"uid":         aNumber,
		"gid":         aNumber,
		"max":         aNumber,
		"newinstance": aFlag,
	},
	"proc": {
		"hidepid": regexp.MustCompile(`^([0-4]|off|noaccess|invisible|ptraceable)$`),
		"subset":  regexp.MustCompile(`^pid$`),
		"gid":     aNumber,
	},
}

// filesystemOption reports whether a file system of a type takes an option.
func filesystemOption(fstype, key, value string) bool {
	form, ok := filesystemOptions[fstype][key]
	return ok && form.MatchString(value)
}
