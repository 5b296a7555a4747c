package registry

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"sync"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/cooper-build/cooper/build/event"
)

// rateLimits hears that the library waits for a registry that has a rate limit. The library says so
// in its debug log only, and waits up to a minute five times.
var rateLimits = struct {
	sync.Mutex
	hook    sync.Once
	clients map[*Client]int // that do something now
	level   logrus.Level    // without them
	format  logrus.Formatter
}{clients: map[*Client]int{}}

var tooMany = regexp.MustCompile(`^Too many requests to (\S+): sleeping for ([0-9.]+) seconds`)

// hearRateLimits sends events about waits until stop is called.
func (c *Client) hearRateLimits() (stop func()) {
	l := &rateLimits
	l.Lock()
	defer l.Unlock()
	l.hook.Do(func() { logrus.AddHook(rateLimitHook{}) })
	if len(l.clients) == 0 {
		l.level, l.format = logrus.GetLevel(), logrus.StandardLogger().Formatter
		logrus.SetFormatter(upTo{l.level, l.format})
		logrus.SetLevel(max(l.level, logrus.DebugLevel))
	}
	l.clients[c]++
	return func() {
		l.Lock()
		defer l.Unlock()
		if l.clients[c]--; l.clients[c] == 0 {
			delete(l.clients, c)
		}
		if len(l.clients) == 0 {
			logrus.SetLevel(l.level)
			logrus.SetFormatter(l.format)
		}
	}
}

// upTo writes what belongs to a level, and nothing else.
type upTo struct {
	level logrus.Level
	logrus.Formatter
}

func (f upTo) Format(e *logrus.Entry) ([]byte, error) {
	if e.Level > f.level {
		return nil, nil
	}
	return f.Formatter.Format(e)
}

type rateLimitHook struct{}

func (rateLimitHook) Levels() []logrus.Level { return []logrus.Level{logrus.DebugLevel} }

func (rateLimitHook) Fire(entry *logrus.Entry) error {
	found := tooMany.FindStringSubmatch(entry.Message)
	if found == nil {
		return nil
	}
	host := "the registry"
	if u, err := url.Parse(found[1]); err == nil {
		host = u.Host
	}
	seconds, _ := strconv.ParseFloat(found[2], 64) // the pattern is that of a number
	e := event.Event{
		Kind: event.Waiting, Wait: time.Duration(seconds * float64(time.Second)),
		Message: fmt.Sprintf("429 from %s; log in or use a mirror", host),
	}
	rateLimits.Lock()
	defer rateLimits.Unlock()
	for c := range rateLimits.clients {
		c.emit(e)
	}
	return nil
}
