//go:build scale

package kubernetes

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
)

// TestScaleReal builds 500 things at once on the API server at COOPER_SCALE_SERVER, with the token
// COOPER_SCALE_TOKEN, in the namespace builds. Its pods say their names in their termination messages. All
// that talks to the API server is counted, not only cooper.
func TestScaleReal(t *testing.T) {
	server := os.Getenv("COOPER_SCALE_SERVER")
	if server == "" {
		t.Skip("COOPER_SCALE_SERVER names no API server")
	}
	e := kubeconfig.Endpoint{
		Server: server, Namespace: "builds", Insecure: true,
		Headers: http.Header{"Authorization": {"Bearer " + os.Getenv("COOPER_SCALE_TOKEN")}},
	}
	tasks, lines := 500, 40
	if n, err := strconv.Atoi(os.Getenv("COOPER_SCALE_TASKS")); err == nil {
		tasks = n
	}
	if os.Getenv("COOPER_SCALE_LOGS") == "" {
		lines = -1
	}
	before := requests(t, e)
	got := visit(t, "a real API server", errand{e, tasks, lines})
	after := requests(t, e)
	t.Logf("| %s | %s |", got.times(), got.costs())
	for _, what := range slices.Sorted(maps.Keys(after)) {
		if n := after[what] - before[what]; n >= tasks/10 {
			t.Logf("%s: %d", what, n)
		}
	}
}

var counted = regexp.MustCompile(
	`^apiserver_request_total\{.*code="(.*?)".*resource="(.*?)".*subresource="(.*?)".*verb="(.*?)".*\} (.*)$`)

// requests are those that the API server has answered, by verb and resource.
func requests(t *testing.T, e kubeconfig.Endpoint) map[string]int {
	t.Helper()
	c := newClient(func(context.Context) (kubeconfig.Endpoint, error) { return e, nil })
	stream, err := c.open(t.Context(), http.MethodGet, "/metrics", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	out := map[string]int{}
	for lines := bufio.NewScanner(stream); lines.Scan(); {
		if m := counted.FindStringSubmatch(lines.Text()); m != nil {
			n, _ := strconv.ParseFloat(m[5], 64)
			out[fmt.Sprintf("%s %s %s %s", m[4], m[2], m[3], m[1])] += int(n)
		}
	}
	return out
}
