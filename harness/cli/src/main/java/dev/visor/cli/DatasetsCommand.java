package dev.visor.cli;

import picocli.CommandLine.Command;

/** {@code visor datasets}: what data there is, and whether it is whole. */
@Command(
    name = "datasets",
    description = "Lists, shows, builds and verifies datasets.",
    subcommands = {
      DatasetsListCommand.class,
      DatasetsShowCommand.class,
      DatasetsBuildCommand.class,
      DatasetsVerifyCommand.class
    })
final class DatasetsCommand {}
