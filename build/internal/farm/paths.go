package farm

import (
	"path/filepath"
	"strings"

	"github.com/cooper-build/cooper/build/api"
)

// Paths calls a function with each file that a request names, besides contexts, and puts its result in
// the place of the path.
func Paths(r *api.Request, locate func(path string) (string, error)) error {
	fields := []*string{
		&r.IgnoreFile, &r.Lock.File, &r.SourcePolicy, &r.BuildPolicy, &r.Source.EnvironmentFile, &r.Scan.Ignore,
		&r.Access.AuthFile, &r.Access.SignaturePolicy, &r.Access.RegistriesConf,
	}
	if file := r.Run.Security.Seccomp; filepath.IsAbs(file) || strings.HasPrefix(file, FilePrefix) {
		fields = append(fields, &r.Run.Security.Seccomp)
	}
	for i := range r.SSH {
		for j := range r.SSH[i].Paths {
			fields = append(fields, &r.SSH[i].Paths[j])
		}
	}
	for i := range r.Access.DecryptionKeys {
		key, sent := strings.CutPrefix(r.Access.DecryptionKeys[i], FilePrefix)
		file, rest, more := strings.Cut(key, ":") // what follows is a password
		if sent {
			file = FilePrefix + file
		}
		located, err := locate(file)
		if err != nil {
			return err
		}
		if more {
			located += ":" + rest
		}
		r.Access.DecryptionKeys[i] = located
	}
	for _, field := range fields {
		if *field == "" {
			continue
		}
		located, err := locate(*field)
		if err != nil {
			return err
		}
		*field = located
	}
	return nil
}
