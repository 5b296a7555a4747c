package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build"
)

// imageFilter reports whether an image is to be shown.
type imageFilter func(build.Image) (bool, error)

// filterImages applies --filter flags.
func (a *app) filterImages(
	ctx context.Context, engine *build.Engine, images []build.Image, texts []string,
) ([]build.Image, error) {
	var filters []imageFilter
	for _, text := range texts {
		f, err := newImageFilter(ctx, engine, text)
		if err != nil {
			return nil, fmt.Errorf("--filter %s: %w", text, err)
		}
		filters = append(filters, f)
	}
	var out []build.Image
	for _, img := range images {
		keep := true
		for _, f := range filters {
			ok, err := f(img)
			if err != nil {
				return nil, err
			}
			keep = keep && ok
		}
		if keep {
			out = append(out, img)
		}
	}
	return out, nil
}

func newImageFilter(ctx context.Context, engine *build.Engine, text string) (imageFilter, error) {
	key, value, _ := strings.Cut(text, "=")
	switch key {
	case "dangling", "intermediate", "readonly":
		want, err := strconv.ParseBool(value)
		return func(img build.Image) (bool, error) {
			is := map[string]bool{"dangling": len(img.Names) == 0, "intermediate": img.Intermediate}[key]
			return is == want, nil
		}, err
	case "reference":
		return func(img build.Image) (bool, error) { return matchesPattern(img, value), nil }, nil
	case "id":
		return func(img build.Image) (bool, error) { return strings.HasPrefix(img.ID, value), nil }, nil
	case "label":
		return func(img build.Image) (bool, error) { return hasLabel(ctx, engine, img, value) }, nil
	case "until":
		at, err := moment(value)
		return func(img build.Image) (bool, error) { return img.Created.Before(at), nil }, err
	case "before", "since":
		than, err := engine.Inspect(ctx, value)
		return func(img build.Image) (bool, error) {
			if key == "before" {
				return img.Created.Before(than.Created), nil
			}
			return img.Created.After(than.Created), nil
		}, err
	}
	return nil, errors.New("use dangling, intermediate, readonly, reference, id, label, before, since or until")
}

// matchesPattern reports whether a name of an image, with or without its registry and
// tag, matches a pattern.
func matchesPattern(img build.Image, pattern string) bool {
	for _, n := range img.Names {
		repo, _ := splitName(n)
		for _, candidate := range []string{n, repo, path.Base(n), path.Base(repo)} {
			if ok, err := path.Match(pattern, candidate); err == nil && ok {
				return true
			}
		}
	}
	return false
}

func hasLabel(ctx context.Context, engine *build.Engine, img build.Image, label string) (bool, error) {
	if img.Index {
		return false, nil
	}
	i, err := engine.Inspect(ctx, img.ID)
	if err != nil {
		return false, err
	}
	var config dockerspec.DockerOCIImage
	if err := json.Unmarshal(i.Config, &config); err != nil {
		return false, fmt.Errorf("reading the config of image %s: %w", i.ID, err)
	}
	key, value, valued := strings.Cut(label, "=")
	have, ok := config.Config.Labels[key]
	return ok && (!valued || have == value), nil
}
