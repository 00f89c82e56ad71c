package dev.visor.cli;

import picocli.CommandLine.Command;

/** {@code visor datasets}: what data there is, and whether it is whole. */
@Command(
    name = "datasets",
    description = "Lists, shows, builds, verifies, imports, exports and prunes datasets.",
    subcommands = {
      DatasetsListCommand.class,
      DatasetsShowCommand.class,
      DatasetsBuildCommand.class,
      DatasetsVerifyCommand.class,
      DatasetsImportCommand.class,
      DatasetsExportCommand.class,
      DatasetsPruneCommand.class
    })
final class DatasetsCommand {}
