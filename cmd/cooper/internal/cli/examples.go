package cli

// Examples of the commands that are typed most.
const (
	buildExamples = `  cooper build -t app .
  cooper build -f Containerfile.test --target test --build-arg GO=1.26 .
  cooper build -t registry.example.com/team/app:1 --push .
  cooper build --platform linux/amd64,linux/arm64 -t registry.example.com/team/app:1 --push .
  cooper build --secret id=npm,src=$HOME/.npmrc --ssh default -t app .
  cooper build --cache-from example.com/cache --cache-to example.com/cache,mode=max .
  cooper build --target binaries --output out .
  cooper build --check --strict .`
	imagesExamples = `  cooper images
  cooper images --format '{{.Name}}:{{.Tag}} {{.ID}}'
  cooper images --filter dangling=true --quiet
  cooper images --json`
	pullExamples = `  cooper pull debian:12
  cooper pull --platform linux/arm64 debian:12
  cooper pull oci-archive:app.tar`
	pushExamples = `  cooper push app registry.example.com/team/app:1
  cooper push --sign-by-sigstore-private-key release.key app registry.example.com/team/app:1
  cooper push --compression-format zstd app registry.example.com/team/app:1
  cooper push app oci-archive:app.tar`
	runExamples = `  cooper run work -- apt-get install -y gcc
  cooper run --terminal work bash
  cooper run --mount type=cache,target=/root/.cache work -- go build ./...
  cooper run --network none --user 1000 -v $PWD:/src:ro work -- make -C /src test`
	fromExamples = `  ctr=$(cooper from debian)
  cooper from --name work scratch
  cooper from --platform linux/arm64 --pull=always debian:12`
	commitExamples = `  cooper commit work app:1
  cooper commit --rm --squash work docker://registry.example.com/app:1
  cooper commit --change 'CMD ["/app"]' --message 'add the app' work app:2`
	copyExamples = `  cooper copy work app /usr/bin/app
  cooper copy --from build work /out/app /usr/bin/
  cooper copy --chown app:app --chmod 0640 work conf/*.yaml /etc/app/`
	configExamples = `  cooper config --entrypoint '["/usr/bin/app"]' --port 8080/tcp work
  cooper config --env PATH=/opt/bin:/bin --label stage=test work
  cooper config --user app --workingdir /srv --env DEBUG- work`
	loginExamples = `  cooper login registry.example.com
  echo $TOKEN | cooper login -u ci --password-stdin registry.example.com
  cooper login --get-login registry.example.com`
)
