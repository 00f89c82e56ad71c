package dev.visor.cli;

import picocli.CommandLine.Command;

/** {@code visor algorithms}: what can be compared. */
@Command(
    name = "algorithms",
    description = "Lists and shows algorithms.",
    subcommands = {AlgorithmsListCommand.class, AlgorithmsShowCommand.class})
final class AlgorithmsCommand {}
