package exfat

import (
	"encoding/binary"
)

var (
	defaultEncoding = binary.LittleEndian
)
