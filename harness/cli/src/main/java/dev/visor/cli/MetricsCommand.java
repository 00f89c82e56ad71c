package dev.visor.cli;

import picocli.CommandLine.Command;

/** {@code visor metrics}: what can be measured of a trial. */
@Command(name = "metrics", description = "Lists metrics.", subcommands = MetricsListCommand.class)
final class MetricsCommand {}
