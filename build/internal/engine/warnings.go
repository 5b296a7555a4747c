package engine

import (
	"fmt"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/check"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// warnings checks a Containerfile at the beginning of a build, for its end.
func (b *job) warnings(p *plan.Plan) ([]check.Warning, error) {
	report, err := check.Run(p.File, p.Source, check.Options{Args: b.request.Args, Config: b.request.Check})
	if err != nil {
		return nil, nil // the build itself reports the error
	}
	if report.Failed {
		for _, w := range report.Warnings {
			b.emit(warningEvent(p, w))
		}
		err := imagebuilder.WithHint(check.ErrFailed, "# check=skip=RULE leaves a rule out")
		return nil, imagebuilder.At(p.File, nil, err)
	}
	return report.Warnings, nil
}

// warningEvent is a warning with the line that it is about.
func warningEvent(p *plan.Plan, w check.Warning) event.Event {
	e := event.Event{Kind: event.Warning, Time: time.Now(), Message: warningText(p.File, w), Line: w.Line}
	if lines := strings.Split(string(p.Source), "\n"); w.Line > 0 && w.Line <= len(lines) {
		e.Instruction = strings.TrimSpace(lines[w.Line-1])
	}
	return e
}

func warningText(file string, w check.Warning) string {
	if w.Line == 0 {
		return fmt.Sprintf("%s: %s (%s)", file, w.Message, w.Rule)
	}
	return fmt.Sprintf("%s:%d: %s (%s)", file, w.Line, w.Message, w.Rule)
}
