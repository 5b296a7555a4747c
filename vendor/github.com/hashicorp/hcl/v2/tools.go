// Copyright (c) HashiCorp, Inc.
// SPDX-License-Identifier: MPL-2.0

//go:build tools
// +build tools

package hcl

import (
	_ "golang.org/x/tools/cmd/stringer"
)
