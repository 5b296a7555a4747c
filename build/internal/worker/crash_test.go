package worker

import (
	"bytes"
	"strings"
	"testing"
)

func TestCrashIsKeptAndNotPrinted(t *testing.T) {
	var out bytes.Buffer
	c := &crash{out: &out}
	for _, part := range []string{
		"a lib", "rary says\nmore\npan", "ic: no luck\n\ngorou", "tine 1 [running]:\n",
		strings.Repeat("x", 2*maxCrash),
	} {
		if n, err := c.Write([]byte(part)); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	if got := out.String(); got != "a library says\nmore\n" {
		t.Errorf("printed %q", got)
	}
	if got := c.reason(); got != "panic: no luck" {
		t.Errorf("the reason is %q", got)
	}
	if stack := c.stack(); !strings.Contains(stack, "goroutine 1") || len(stack) != maxCrash {
		t.Errorf("kept %d bytes: %.40q", len(stack), stack)
	}
}
