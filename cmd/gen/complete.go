package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docbind/docbind/config"
	"github.com/docbind/docbind/workspace"
)

// complete has shells complete the values of a flag, of a list with commas the last one.
func complete(cmd *cobra.Command, flag string, values func() []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		before := begun[:strings.LastIndexByte(begun, ',')+1]
		var list []string
		for _, v := range values() {
			list = append(list, before+v)
		}
		return list, cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic("gen: " + err.Error()) // there is no such flag
	}
}

// completeWords is complete for values that are always the same.
func completeWords(cmd *cobra.Command, flag string, words []string) {
	complete(cmd, flag, func() []string { return words })
}

// folders has shells complete flags by the names of folders.
func folders(cmd *cobra.Command, flags ...string) {
	for _, flag := range flags {
		if err := cmd.MarkFlagDirname(flag); err != nil {
			panic("gen: " + err.Error())
		}
	}
}

// known returns the config file, or what stands for one if there is none that can be read.
func (s *settings) known(cmd *cobra.Command) *config.File {
	if err := s.read(cmd); err != nil {
		return config.None()
	}
	return s.file
}

// services lists the services that were generated in earlier runs.
func (s *settings) services(cmd *cobra.Command) []string {
	var names []string
	for _, t := range s.known(cmd).Targets {
		names = append(names, workspace.Services(t.Text("out"))...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
