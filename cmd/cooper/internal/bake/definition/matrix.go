package definition

import (
	"errors"
	"maps"
	"slices"

	"github.com/docker/buildx/bake/hclparser"
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

var (
	_ hclparser.WithEvalContexts = &target{}
	_ hclparser.WithGetName      = &target{}
	_ hclparser.WithEvalContexts = &group{}
	_ hclparser.WithGetName      = &group{}
)

// evaluate evaluates what an expression refers to.
type evaluate = func(hcl.Expression) hcl.Diagnostics

// attributes are those attributes of a block that it has.
func attributes(block *hcl.Block, names ...string) (hcl.Attributes, error) {
	schema := &hcl.BodySchema{}
	for _, name := range names {
		schema.Attributes = append(schema.Attributes, hcl.AttributeSchema{Name: name})
	}
	content, _, diags := block.Body.PartialContent(schema)
	if diags.HasErrors() {
		return nil, diags
	}
	return content.Attributes, nil
}

// valueOf evaluates an attribute.
func valueOf(attr *hcl.Attribute, in *hcl.EvalContext, load evaluate) (cty.Value, error) {
	if diags := load(attr.Expr); diags.HasErrors() {
		return cty.NilVal, diags
	}
	value, diags := attr.Expr.Value(in)
	if diags.HasErrors() {
		return cty.NilVal, diags
	}
	return value, nil
}

// maxMatrix bounds the targets that one matrix makes.
const maxMatrix = 10_000

// GetEvalContexts has a context for each target that the matrix of a block makes.
func (t *target) GetEvalContexts(base *hcl.EvalContext, block *hcl.Block, load evaluate) ([]*hcl.EvalContext, error) {
	found, err := attributes(block, "matrix")
	if err != nil || found["matrix"] == nil {
		return []*hcl.EvalContext{base}, err
	}
	value, err := valueOf(found["matrix"], base, load)
	if err != nil {
		return nil, err
	}
	if kind := value.Type(); value.IsNull() || !kind.IsMapType() && !kind.IsObjectType() {
		return nil, errors.New("matrix must be a map of lists")
	}
	axes := value.AsValueMap()
	points := []map[string]cty.Value{{}}
	for _, name := range slices.Sorted(maps.Keys(axes)) {
		if axes[name].IsNull() || !axes[name].CanIterateElements() {
			return nil, errors.New("matrix must be a map of lists: " + name + " is none")
		}
		values := axes[name].AsValueSlice()
		if len(points)*len(values) > maxMatrix {
			return nil, errors.New("matrix makes more than 10000 targets")
		}
		var next []map[string]cty.Value
		for _, v := range values {
			for _, point := range points {
				more := maps.Clone(point)
				more[name] = v
				next = append(next, more)
			}
		}
		points = next
	}
	var out []*hcl.EvalContext
	for _, point := range points {
		in := base.NewChild()
		in.Variables = point
		out = append(out, in)
	}
	return out, nil
}

// GetName is the name of a target, which can depend on the matrix.
func (t *target) GetName(in *hcl.EvalContext, block *hcl.Block, load evaluate) (string, error) {
	found, err := attributes(block, "name", "matrix")
	switch {
	case err != nil || found["name"] == nil:
		return block.Labels[0], err
	case found["matrix"] == nil:
		return "", errors.New("name needs a matrix")
	}
	value, err := valueOf(found["name"], in, load)
	if err != nil {
		return "", err
	}
	text, err := convert.Convert(value, cty.String)
	if err != nil || text.IsNull() {
		return "", errors.New("name must be a string")
	}
	return text.AsString(), nil
}

// GetEvalContexts refuses a matrix.
func (g *group) GetEvalContexts(base *hcl.EvalContext, block *hcl.Block, _ evaluate) ([]*hcl.EvalContext, error) {
	found, err := attributes(block, "matrix")
	if err == nil && found["matrix"] != nil {
		err = errors.New("a group has no matrix")
	}
	return []*hcl.EvalContext{base}, err
}

// GetName is the label of a group.
func (g *group) GetName(_ *hcl.EvalContext, block *hcl.Block, _ evaluate) (string, error) {
	found, err := attributes(block, "name")
	if err == nil && found["name"] != nil {
		err = errors.New("a group has no name but its label")
	}
	return block.Labels[0], err
}
