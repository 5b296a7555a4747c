// Package build builds container images without root and without a daemon, from a
// Containerfile ([Engine.Build]) or step by step in a working container
// ([Engine.From]), puts them into image indexes ([Engine.CreateIndex]), and moves them to and
// from registries. The command line of cooper uses nothing else.
//
// A program calls [Init] first in main, opens an [Engine], and uses it:
//
//	func main() {
//		build.Init()
//		ctx := context.Background()
//		engine, err := build.Open(ctx, build.Config{})
//		if err != nil {
//			log.Fatal(err)
//		}
//		defer engine.Close()
//		result, err := engine.Build(ctx, build.Request{Context: build.Dir("."), Tags: []string{"app"}})
//		…
//	}
//
// The engine works in a child process of the same executable, as root of a user
// namespace that maps the caller's subordinate ids; the calling program stays
// what it is. [Check] and [Describe] read a Containerfile without an engine. Init is
// what makes that child a worker instead of a second run of
// main. Images land in the store of containers/storage, where podman, buildah
// and skopeo see them.
//
// Every method ends when its context does, after it has cleaned up. Errors are
// *[Error]; their kinds work with errors.Is.
//
// A test that opens an Engine calls Init too, because the worker is a child of the test:
//
//	func TestMain(m *testing.M) {
//		build.Init()
//		os.Exit(m.Run())
//	}
//
// Programs are built with CGO_ENABLED=0 and the build tag containers_image_openpgp. Without the
// tag, the library that moves images wants the C library gpgme.
package build
