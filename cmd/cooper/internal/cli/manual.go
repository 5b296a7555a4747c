package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Page is what a manual page says about a command or a topic.
type Page struct {
	Name        string // with dashes, for example cooper-image-ls
	Section     string // 1, or 7 for a topic
	Short       string
	Synopsis    string
	Description string // paragraphs; lines that begin with spaces stay as they are
	Commands    []Term
	Options     []OptionGroup
	Examples    string
	Chapters    []Chapter
	SeeAlso     []string // NAME(SECTION)
}

// OptionGroup is a group of flags. The name of each is as it is typed.
type OptionGroup struct {
	Title string
	Flags []Term
}

// Manual is all pages: commands that help lists, and topics.
func Manual() (out []Page) {
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Hidden || cmd.Name() == "help" {
			return
		}
		out = append(out, manualPage(cmd))
		for _, c := range cmd.Commands() {
			walk(c)
		}
	}
	walk(Commands())
	return out
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manualPage describes one command.
func manualPage(cmd *cobra.Command) Page {
	cmd.InitDefaultHelpFlag()
	p := Page{Name: pageName(cmd), Section: "1", Short: cmd.Short, Description: cmd.Long, Examples: cmd.Example}
	if p.Description == "" {
		p.Description = cmd.Short + "."
	}
	if isTopic(cmd) {
		p.Section = "7"
		_, p.Description, _ = strings.Cut(cmd.Long, "\n\n") // the first line is the title
		p.SeeAlso = []string{"cooper(1)", "cooper-build(1)"}
		for _, c := range Reference() {
			if c.Topic == cmd.Name() {
				p.Description, p.Chapters = c.Intro, []Chapter{c}
			}
		}
		return p
	}
	p.Synopsis = strings.TrimSpace(cmd.CommandPath() + " " + arguments(cmd))
	if cmd.HasAvailableSubCommands() {
		p.Synopsis = cmd.CommandPath() + " COMMAND"
	}
	if len(cmd.Aliases) != 0 {
		p.Description += "\n\nOther names: " + strings.Join(cmd.Aliases, ", ") + "."
	}
	for _, c := range cmd.Commands() {
		if !c.Hidden && !isTopic(c) && c.Name() != "help" {
			p.Commands = append(p.Commands, Term{Name: c.Name(), Text: c.Short})
		}
	}
	p.Options = options(cmd)
	for _, c := range Reference() {
		p.Chapters = append(p.Chapters, c.of(cmd))
	}
	p.SeeAlso = seeAlso(cmd)
	return p
}

// options are the flags of a command. Those of all commands are on the page of cooper.
func options(cmd *cobra.Command) (out []OptionGroup) {
	groups := grouped(cmd.LocalFlags())
	if !cmd.HasParent() {
		global := flagGroup{title: "Flags"}
		cmd.PersistentFlags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				global.flags = append(global.flags, f)
			}
		})
		groups = []flagGroup{global}
	}
	for _, g := range groups {
		group := OptionGroup{Title: g.title}
		for _, f := range g.flags {
			group.Flags = append(group.Flags, Term{Name: strings.TrimSpace(flagName(f)), Text: flagText(f)})
		}
		out = append(out, group)
	}
	return out
}

// of are the terms of a chapter that concern a command. cooper itself has all.
func (c Chapter) of(cmd *cobra.Command) Chapter {
	if !cmd.HasParent() {
		return c
	}
	c.Terms = slices.DeleteFunc(slices.Clone(c.Terms), func(t Term) bool {
		return t.For != "" && !slices.Contains(strings.Fields(t.For), cmd.Name())
	})
	return c
}

func seeAlso(cmd *cobra.Command) (out []string) {
	for _, c := range cmd.Commands() {
		switch {
		case c.Hidden || c.Name() == "help":
		case isTopic(c):
			out = append(out, pageName(c)+"(7)")
		default:
			out = append(out, pageName(c)+"(1)")
		}
	}
	if cmd.HasParent() {
		out = append(out, pageName(cmd.Parent())+"(1)")
		for _, c := range Reference() {
			out = append(out, "cooper-"+c.Topic+"(7)")
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
