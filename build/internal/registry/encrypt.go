package registry

import (
	"fmt"

	"github.com/containers/ocicrypt/config"
	"github.com/containers/ocicrypt/helpers"
	"go.podman.io/image/v5/copy"
)

// decryption reads private keys, FILE or FILE:pass=PASSWORD, that open encrypted
// layers; nil without any.
func (a Access) decryption() (*config.DecryptConfig, error) {
	if len(a.DecryptionKeys) == 0 {
		return nil, nil
	}
	cc, err := helpers.CreateDecryptCryptoConfig(a.DecryptionKeys, nil)
	if err != nil {
		return nil, fmt.Errorf("reading the decryption keys: %w", err)
	}
	return cc.DecryptConfig, nil
}

// encrypt has layers encrypted for recipients, as jwe:PUBLIC-KEY-FILE.
func (o *PushOptions) encrypt(opts *copy.Options) error {
	if len(o.EncryptTo) == 0 {
		if len(o.EncryptLayers) != 0 {
			return fmt.Errorf("encryption of layers needs an encryption key")
		}
		return nil
	}
	cc, err := helpers.CreateCryptoConfig(o.EncryptTo, nil)
	if err != nil {
		return fmt.Errorf("reading the encryption keys: %w", err)
	}
	layers := o.EncryptLayers
	if layers == nil {
		layers = []int{} // all
	}
	opts.OciEncryptConfig, opts.OciEncryptLayers = cc.EncryptConfig, &layers
	return nil
}
