package allow

import (
	"net/netip"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"example.org":                         "example.org",
		"B.example.:443,a.example,a.example":  "a.example,b.example:443",
		"*.example.org:80":                    "*.example.org:80",
		"10.1.2.3/8":                          "10.0.0.0/8",
		"10.0.0.0/8:443":                      "10.0.0.0/8:443",
		"192.0.2.1:80":                        "192.0.2.1:80",
		"::ffff:192.0.2.1":                    "192.0.2.1",
		"2001:db8::1":                         "2001:db8::1",
		"[2001:db8::1]:443,[2001:db8::2]":     "2001:db8::2,[2001:db8::1]:443",
		"[fd00::/8]:443":                      "[fd00::/8]:443",
		"localhost:5000,127.0.0.1:1,[::1]:65": "127.0.0.1:1,[::1]:65,localhost:5000",
	} {
		got, err := Parse(text)
		if err != nil || got.String() != want {
			t.Errorf("%q is %q, want %q (%v)", text, got, want, err)
			continue
		}
		if again, err := Parse(got.String()); err != nil || again.String() != want {
			t.Errorf("%q is read as %q (%v)", want, again, err)
		}
	}
	for text, want := range map[string]string{
		"":                                "empty",
		"a,,b":                            "empty",
		"*":                               "--network=record",
		"https://example.org":             "invalid port",
		"example.org/x":                   "host of the URL alone",
		"a b":                             "no host name",
		"ä.example":                       "no host name",
		"a..b":                            "no host name",
		"a.example:0":                     "invalid port",
		"a.example:65536":                 "invalid port",
		"a.example:":                      "invalid port",
		"[::1]80":                         "[ADDRESS]:PORT",
		"fe80::1%eth0":                    "zone",
		"localhost":                       "needs a port",
		"127.0.0.1":                       "needs a port",
		"::1":                             "needs a port",
		strings.Repeat("a.", 200):         "no host name",
		strings.Repeat("a,", 1001):        "empty",
		strings.Repeat("a", 64):           "no host name",
		"*.*.example":                     "no host name",
		strings.Repeat("a,", 1001)[:2001]: "too long",
	} {
		if got, err := Parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q is %.40q, %v; want %q", text, got, err, want)
		}
	}
}

func TestAllowsName(t *testing.T) {
	rules, err := Parse("a.example,b.example:443,*.c.example:80,localhost:1")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		port uint16
		want bool
	}{
		{"a.example", 1, true}, {"a.example", 0, true}, {"x.a.example", 1, false}, {"b.example", 443, true},
		{"b.example", 80, false}, {"b.example", 0, true}, {"c.example", 80, false}, {"x.c.example", 80, true},
		{"x.y.c.example", 80, true}, {"xc.example", 80, false}, {".c.example", 80, false}, {"localhost", 1, false},
		{"", 1, false},
	} {
		if got := rules.AllowsName(c.name, c.port); got != c.want {
			t.Errorf("%s:%d is %v", c.name, c.port, got)
		}
	}
}

func TestAllowsAddress(t *testing.T) {
	rules, err := Parse("10.0.0.0/8:443,192.0.2.1,0.0.0.0/0:8080")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		to           string
		some, single bool
	}{
		{"10.1.1.1:443", true, false}, {"10.1.1.1:80", false, false}, {"192.0.2.1:1", true, true},
		{"169.254.169.254:8080", true, false}, {"[2001:db8::1]:8080", false, false},
	} {
		to := netip.MustParseAddrPort(c.to)
		if rules.AllowsAddress(to, false) != c.some || rules.AllowsAddress(to, true) != c.single {
			t.Errorf("%s is not %v, %v", c.to, c.some, c.single)
		}
	}
}

func TestExplain(t *testing.T) {
	at := netip.MustParseAddr("10.0.0.5")
	for _, c := range []struct {
		denied    Denied
		text, add string
	}{
		{Denied{Name: "a.example"}, "a.example is not allowed", "a.example"},
		{Denied{Name: "a.example", Address: at, Port: 80}, "a.example:80 is not allowed", "a.example:80"},
		{Denied{Address: at, Port: 80}, "10.0.0.5:80 is not allowed", "10.0.0.5:80"},
		{Denied{Name: "a.example", Address: at, Port: 80, Reason: OwnHost},
			"10.0.0.5:80 (a.example) is an address of this machine, and not allowed", "10.0.0.5:80"},
		{Denied{Name: "a.example", Address: netip.MustParseAddr("127.0.0.1"), Reason: Loopback},
			"127.0.0.1:PORT (a.example) is the loopback interface of this machine, and not allowed", "127.0.0.1:PORT"},
		{Denied{Address: at, Port: 53, Reason: UDP}, "10.0.0.5:53 is not allowed: only TCP is", ""},
		{Denied{Name: "a.example", Address: at, Port: 80, Reason: Failed}, "a.example:80 did not answer", ""},
	} {
		if text, add := c.denied.Explain(); text != c.text || add != c.add {
			t.Errorf("%+v is %q, %q", c.denied, text, add)
		}
	}
}

// What was reached is a list that can be pasted.
func TestListOf(t *testing.T) {
	reached := []Reached{
		{Name: "b.example", Address: netip.MustParseAddr("192.0.2.1"), Port: 443, Connections: 1, Sent: 1, Received: 2},
		{Address: netip.MustParseAddr("2001:db8::1"), Port: 80, Connections: 1},
		{Name: "b.example", Address: netip.MustParseAddr("192.0.2.1"), Port: 443, Connections: 2, Sent: 10},
	}
	if got := ListOf(reached).String(); got != "[2001:db8::1]:80,b.example:443" {
		t.Error(got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a.example:443,[::1]:80,10.0.0.0/8")
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(rules.String())
		if err != nil || again.String() != rules.String() {
			t.Errorf("%q is %q, which is read as %q: %v", text, rules, again, err)
		}
	})
}
