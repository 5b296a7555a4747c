// Copyright 2018 The gVisor Authors.
//
// Licensed under the Apache License, Version 2.0 (the "License");
// you may not use this file except in compliance with the License.
// You may obtain a copy of the License at
//
//     http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software
// distributed under the License is distributed on an "AS IS" BASIS,
// WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
// See the License for the specific language governing permissions and
// limitations under the License.

#include "textflag.h"

TEXT ·Rdtsc(SB),NOSPLIT,$0-8
	// Get the virtual counter.
	ISB	$15
	WORD	$0xd53be040     //MRS	CNTVCT_EL0, R0
	MOVD	R0, ret+0(FP)
	RET

TEXT ·getCNTFRQ(SB),NOSPLIT,$0-8
	// Get the virtual counter frequency.
	WORD	$0xd53be000     //MRS	CNTFRQ_EL0, R0
	MOVD	R0, ret+0(FP)
	RET
