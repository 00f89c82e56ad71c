package dev.visor.cli;

import picocli.CommandLine.Command;

/** {@code visor envs}: what tasks there are, and what they look like. */
@Command(
    name = "envs",
    description = "Lists, shows, checks, draws and replays tasks.",
    subcommands = {
      EnvsListCommand.class,
      EnvsShowCommand.class,
      EnvsCheckCommand.class,
      EnvsRenderCommand.class,
      EnvsRolloutCommand.class
    })
final class EnvsCommand {}
