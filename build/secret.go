package build

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
)

// maxSecret bounds a secret, in bytes.
const maxSecret = 512 << 10

// readSecrets reads what the worker cannot: this process's own secrets.
func readSecrets(ctx context.Context, secrets []Secret) ([]Secret, error) {
	secrets = slices.Clone(secrets)
	for i := range secrets {
		s := &secrets[i]
		switch {
		case s.ID == "":
			return nil, fmt.Errorf("a secret has no id")
		case s.Func != nil:
			data, err := s.Func(ctx)
			if err != nil {
				return nil, fmt.Errorf("asking for the secret %q: %w", s.ID, err)
			}
			s.Data = data
		case s.File != "":
			data, err := readSecret(s.File)
			if err != nil {
				return nil, fmt.Errorf("reading the secret %q: %w", s.ID, err)
			}
			s.Data = data
		case s.Env != "":
			value, ok := os.LookupEnv(s.Env)
			if !ok {
				return nil, fmt.Errorf("reading the secret %q: the variable %s is not set", s.ID, s.Env)
			}
			s.Data = []byte(value)
		}
		if len(s.Data) > maxSecret {
			return nil, fmt.Errorf("the secret %q is larger than %d KiB", s.ID, maxSecret>>10)
		}
	}
	return secrets, nil
}

func readSecret(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSecret+1))
}
