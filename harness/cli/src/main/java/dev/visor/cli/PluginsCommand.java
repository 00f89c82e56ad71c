package dev.visor.cli;

import picocli.CommandLine.Command;

/** {@code visor plugins}: where algorithms, tasks, datasets and metrics come from. */
@Command(
    name = "plugins",
    description = "Lists plugins, and pins them.",
    subcommands = {PluginsListCommand.class, PluginsLockCommand.class})
final class PluginsCommand {}
