package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

func (a *app) loginCommand() *cobra.Command {
	var access accessFlags
	var user, password string
	var fromStdin, show, verbose bool
	cmd := &cobra.Command{
		Use:     "login [flags] REGISTRY",
		Short:   "Log in to a registry",
		Long:    loginDescription,
		Example: loginExamples,
		Args:    oneArg("one registry"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if show {
				return a.showLogin(access.value(), args[0])
			}
			user, password, err := a.credentials(user, password, fromStdin)
			if err != nil {
				return err
			}
			file, err := build.Login(cmd.Context(), access.value(), args[0], user, password)
			if err != nil {
				return err
			}
			if verbose {
				fmt.Fprintln(a.text, "Used: ", file)
			}
			_, err = fmt.Fprintln(a.text, "Login Succeeded!")
			return err
		},
	}
	cmd.Flags().StringVarP(&user, "username", "u", "", "user name")
	cmd.Flags().StringVarP(&password, "password", "p", "",
		"password (visible in the process list; use --password-stdin instead)")
	cmd.Flags().BoolVar(&fromStdin, "password-stdin", false, "read the password from standard input")
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "also print the file that the credentials are written to")
	cmd.Flags().BoolVar(&show, "get-login", false, "print the user that is logged in")
	cmd.Flags().StringVar(&access.DockerAuthFile, "compat-auth-file", "",
		"path of a file with credentials in the form of docker's, which is written instead")
	access.add(cmd.Flags())
	return cmd
}

func (a *app) showLogin(access build.Access, registry string) error {
	user, err := build.LoggedIn(access, registry)
	if err != nil {
		return err
	}
	if user == "" {
		return fmt.Errorf("not logged in to %s", registry)
	}
	_, err = fmt.Fprintln(a.text, user)
	return err
}

func (a *app) credentials(user, password string, fromStdin bool) (string, string, error) {
	input := bufio.NewReader(a.in)
	if fromStdin {
		if user == "" {
			return "", "", errors.New("--password-stdin needs --username")
		}
		text, err := io.ReadAll(io.LimitReader(input, 1<<20))
		return user, strings.TrimRight(string(text), "\r\n"), err
	}
	if user == "" {
		fmt.Fprint(a.err, "Username: ")
		line, err := input.ReadString('\n')
		if err != nil {
			return "", "", fmt.Errorf("reading the user name: %w", err)
		}
		user = strings.TrimSpace(line)
	}
	if password == "" {
		secret, err := a.secret("Password: ", "--password-stdin reads it from standard input")
		if err != nil {
			return "", "", err
		}
		password = string(secret)
	}
	return user, password, nil
}

func (a *app) logoutCommand() *cobra.Command {
	var access build.Access
	var all bool
	cmd := &cobra.Command{
		Use:     "logout [flags] [REGISTRY]",
		Short:   "Log out of a registry",
		Example: "  cooper logout registry.example.com\n  cooper logout --all",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if all == (len(args) == 1) {
				return errors.New("cooper logout needs a registry or --all")
			}
			registry := strings.Join(args, "")
			if err := build.Logout(access, registry); err != nil {
				return err
			}
			_, err := fmt.Fprintln(a.text, "Removed login credentials for", cmp.Or(registry, "all registries"))
			return err
		},
	}
	cmd.Flags().StringVar(&access.AuthFile, "authfile", "", "path of the file with credentials")
	cmd.Flags().StringVar(&access.DockerAuthFile, "compat-auth-file", "",
		"path of a file with credentials in the form of docker's, which is changed instead")
	cmd.Flags().BoolVarP(&all, "all", "a", false, "remove all credentials")
	return cmd
}
