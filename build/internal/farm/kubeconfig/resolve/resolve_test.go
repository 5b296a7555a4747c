package resolve_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig/resolve"
)

// config is a kubeconfig with a user for each way to authenticate.
const config = `
apiVersion: v1
kind: Config
clusters:
- name: one
  cluster: {server: "https://one.example.com:6443", certificate-authority-data: Y2E=, tls-server-name: api}
- name: two
  cluster: {server: "https://two.example.com/path", insecure-skip-tls-verify: true, proxy-url: "http://proxy:3128"}
users:
- {name: token, user: {token: from-file, as: somebody, as-groups: [some]}}
- {name: token-file, user: {tokenFile: DIR/token}}
- {name: password, user: {username: me, password: secret}}
- name: plugin
  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: DIR/plugin, interactiveMode: Never}}
- name: broken
  user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: DIR/none, interactiveMode: Never}}
contexts:
- {name: token, context: {cluster: one, user: token, namespace: builds}}
- {name: token-file, context: {cluster: two, user: token-file}}
- {name: password, context: {cluster: one, user: password}}
- {name: plugin, context: {cluster: one, user: plugin}}
- {name: broken, context: {cluster: one, user: broken}}
current-context: token
`

const plugin = `#!/bin/sh
[ -n "$KUBERNETES_EXEC_INFO" ] || exit 1
echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential", "status": {"token": "from-plugin"}}'
`

// ask resolves a request as cooper-kubeconfig does.
func ask(t *testing.T, r kubeconfig.Request) (e kubeconfig.Endpoint, said string) {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var out, errOut bytes.Buffer
	if resolve.Main(bytes.NewReader(text), &out, &errOut) != 0 {
		return e, errOut.String()
	}
	if err := json.Unmarshal(out.Bytes(), &e); err != nil {
		t.Fatal(err)
	}
	return e, errOut.String()
}

// Every way to a cluster that kubectl knows is one of cooper.
func TestContexts(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"config": strings.ReplaceAll(config, "DIR", dir), "token": "from-token-file", "plugin": plugin,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "config")
	for _, row := range []struct {
		context, authorization, want string
	}{
		{"", "Bearer from-file", "https://one.example.com:6443 builds token api false  ca [somebody] [some]"},
		{
			"token-file", "Bearer from-token-file",
			"https://two.example.com/path default token-file  true http://proxy:3128  [] []",
		},
		{"password", "Basic bWU6c2VjcmV0", "https://one.example.com:6443 default password api false  ca [] []"},
		{"plugin", "Bearer from-plugin", "https://one.example.com:6443 default plugin api false  ca [] []"},
	} {
		e, said := ask(t, kubeconfig.Request{Kubeconfig: file, Context: row.context})
		got := fmt.Sprintln(
			strings.TrimSuffix(e.Server, "/"), e.Namespace, e.Context, e.ServerName, e.Insecure, e.Proxy,
			string(e.CA), e.Headers["Impersonate-User"], e.Headers["Impersonate-Group"],
		)
		authorization := strings.Join(e.Headers["Authorization"], ",")
		if strings.TrimSuffix(got, "\n") != row.want || authorization != row.authorization {
			t.Errorf("%s: got %q with %v, want %q; it said %q", row.context, got, e.Headers, row.want, said)
		}
	}
	if e, _ := ask(t, kubeconfig.Request{Kubeconfig: file, Namespace: "other"}); e.Namespace != "other" {
		t.Errorf("the namespace is %s", e.Namespace)
	}
	t.Setenv("KUBECONFIG", file)
	if e, said := ask(t, kubeconfig.Request{}); e.Context != "token" {
		t.Errorf("$KUBECONFIG is not read: %+v %s", e, said)
	}
}

// What is wrong with a kubeconfig is said.
func TestFailures(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "config")
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(config, "DIR", dir)), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", dir)
	t.Setenv("KUBECONFIG", "")
	for _, row := range []struct {
		kubeconfig.Request
		want string
	}{
		{kubeconfig.Request{Kubeconfig: file, Context: "broken"}, "fork/exec " + dir + "/none: no such file"},
		{kubeconfig.Request{Kubeconfig: file, Context: "absent"}, `context "absent" does not exist`},
		{kubeconfig.Request{Kubeconfig: file + "-absent"}, "no such file"},
		{kubeconfig.Request{}, "names no cluster, and this is no pod"},
	} {
		if _, said := ask(t, row.Request); !strings.Contains(said, row.want) {
			t.Errorf("%+v: it said %q", row.Request, said)
		}
	}
}
