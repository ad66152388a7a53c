package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docbind/docbind/internal/near"
)

// noArgs refuses arguments, with the commands that were probably meant.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	commands := func(yield func(string) bool) {
		for _, c := range cmd.Commands() {
			if !c.Hidden && !yield(c.Name()) {
				return
			}
		}
	}
	if !cmd.HasAvailableSubCommands() {
		return fmt.Errorf("%s takes no arguments, and %q is one: %s --help lists its flags", cmd.CommandPath(), args[0], cmd.CommandPath())
	}
	if f := cmd.Flags().Lookup(args[0]); f != nil {
		return fmt.Errorf("unknown command %q for %s; it is a flag: %[2]s --%[1]s", args[0], cmd.CommandPath())
	}
	return fmt.Errorf("unknown command %q for %s; near: %s", args[0], cmd.CommandPath(), strings.Join(near.Names(args[0], commands), ", "))
}

// knownTopics refuses what is no command in the arguments of gen help.
func knownTopics(cmd *cobra.Command, args []string) error {
	about, rest, err := cmd.Root().Find(args)
	if err != nil {
		return err
	}
	return noArgs(about, rest)
}

// someArgs wants at least and at most so many arguments; what names them.
func someArgs(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return fmt.Errorf("%s lacks %s: %s", cmd.CommandPath(), what, cmd.UseLine())
		case len(args) > most:
			return fmt.Errorf("%s takes %s, and %q is one more", cmd.CommandPath(), what, args[most])
		}
		return nil
	}
}

// onlyHelp makes a command that has nothing but others print its help, and refuse what is none of
// them.
func onlyHelp(cmd *cobra.Command) *cobra.Command {
	cmd.Args = noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
}

// nearFlags adds to the error of an unknown flag those that were probably meant.
func nearFlags(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	switch {
	case !errors.As(err, &unknown):
		return err
	case len(unknown.GetSpecifiedName()) < 2:
		return fmt.Errorf("%w; %s --help lists the flags", err, cmd.CommandPath())
	}
	flags := func(yield func(string) bool) {
		more := true
		cmd.Flags().VisitAll(func(f *pflag.Flag) { more = more && yield(f.Name) })
	}
	list := near.Names(unknown.GetSpecifiedName(), flags)
	return fmt.Errorf("%w for %s; near: --%s", err, cmd.CommandPath(), strings.Join(list, ", --"))
}

// exclusive refuses flags of one group together. Shells complete none of the others.
func exclusive(cmd *cobra.Command, groups ...[]string) {
	for _, flags := range groups {
		cmd.MarkFlagsMutuallyExclusive(flags...)
	}
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		for _, flags := range groups {
			given := slices.DeleteFunc(slices.Clone(flags), func(name string) bool { return !cmd.Flags().Changed(name) })
			if len(given) > 1 {
				return fmt.Errorf("--%s and --%s exclude each other: leave one out", given[0], given[1])
			}
		}
		return nil
	}
}
