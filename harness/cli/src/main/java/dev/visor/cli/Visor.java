package dev.visor.cli;

import com.google.inject.ConfigurationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import dev.visor.core.ExitCode;
import dev.visor.core.NearestName;
import dev.visor.core.VisorException;
import dev.visor.core.VisorVersion;
import dev.visor.core.trial.JarStamps;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: reads a command line, runs one command, and exits with one of {@link ExitCode}. */
@Command(
    name = "visor",
    description = "Reproducible benchmarks for offline reinforcement learning from images.",
    mixinStandardHelpOptions = true,
    versionProvider = Visor.Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      LeaderboardCommand.class,
      CompareCommand.class,
      GateCommand.class,
      PublishCommand.class,
      ReproduceCommand.class,
      ReportCommand.class,
      VideoCommand.class,
      DatasetsCommand.class,
      EnvsCommand.class,
      AlgorithmsCommand.class,
      MetricsCommand.class,
      PluginsCommand.class,
      DoctorCommand.class,
      BenchCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was done",
      "1:some trials are not ok, or the two sides of a benchmark differ",
      "2:a command line, suite or configuration that cannot be followed",
      "3:the gate found a regression, or a result does not repeat",
      "4:there is too little evidence to say",
      "5:two things that cannot be compared, or evidence that does not belong",
      "6:a dataset, plugin or evidence is not what it should be",
      "130:interrupted; running again resumes"
    })
public final class Visor {
  @Mixin final HostOptions options = new HostOptions(System.getenv());

  private Visor() {}

  /** Runs a command line and ends the process. */
  public static void main(String[] args) {
    JarStamps own = JarStamps.ofThisProcess();
    // Numbers in files and tables are written in one way, wherever the user lives.
    Locale.setDefault(Locale.ROOT);
    Results results =
        new Results(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.exit(run(args, results, Console.ofProcess(results), own));
  }

  /** Runs a command line whose results go where a process prints. */
  static int run(String[] args, Results results, Console console, JarStamps own) {
    int exit = run(args, console, own);
    console.out().flush();
    Optional<VisorException> lost = results.lost();
    lost.ifPresent(failure -> print(console.err(), failure));
    return lost.map(failure -> failure.exit().code()).orElse(exit);
  }

  /** Runs a command line and returns what the process would exit with. */
  static int run(String[] args, Console console) {
    return run(args, console, JarStamps.ofThisProcess());
  }

  private static int run(String[] args, Console console, JarStamps own) {
    ReplacedJars replaced = new ReplacedJars(own, console.err());
    try (Signals signals = new Signals()) {
      return execute(args, console, own, replaced, signals);
    } catch (LinkageError e) {
      if (replaced.explain(e)) {
        return replaced.exit();
      }
      throw e;
    }
  }

  private static int execute(
      String[] args, Console console, JarStamps own, ReplacedJars replaced, Signals signals) {
    Visor visor = new Visor();
    Injector injector = Guice.createInjector(new HostModule(visor.options, console, own, signals));
    CommandLine commandLine = new CommandLine(visor, new GuiceFactory(injector));
    commandLine.setOut(new PrintWriter(console.out(), true));
    commandLine.setErr(new PrintWriter(console.err(), true));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler(usageErrors(console.err()));
    commandLine.setExecutionExceptionHandler(failures(console.err(), replaced));
    if (args.length == 0) {
      commandLine.usage(console.err());
      return ExitCode.USAGE.code();
    }
    return commandLine.execute(args);
  }

  private static IParameterExceptionHandler usageErrors(PrintStream err) {
    return (exception, args) -> {
      CommandLine command = exception.getCommandLine();
      String what = String.valueOf(exception.getMessage());
      String near =
          exception instanceof UnmatchedArgumentException unmatched
              ? nearest(unmatched.getUnmatched().get(0), command)
                  .map(name -> "; did you mean " + name + "?")
                  .orElse("")
              : "";
      print(
          err,
          VisorException.usage(
              what + near, "", command.getCommandSpec().qualifiedName() + " --help"));
      return ExitCode.USAGE.code();
    };
  }

  /** The option or command that was probably meant. */
  private static Optional<String> nearest(String word, CommandLine command) {
    return word.startsWith("-")
        ? NearestName.of(word, command.getCommandSpec().optionsMap().keySet())
        : NearestName.of(word, command.getSubcommands().keySet());
  }

  private static IExecutionExceptionHandler failures(PrintStream err, ReplacedJars replaced) {
    return (exception, command, parsed) -> {
      Throwable failure = exception;
      while ((failure instanceof ProvisionException || failure instanceof ConfigurationException)
          && failure.getCause() != null) {
        failure = failure.getCause();
      }
      if (failure instanceof ParameterException parameter) {
        return command
            .getParameterExceptionHandler()
            .handleParseException(parameter, new String[0]);
      }
      if (failure instanceof VisorException told) {
        print(err, told);
        return told.exit().code();
      }
      if (replaced.explain(failure)) {
        return replaced.exit();
      }
      err.println("visor: an unexpected failure, a defect of Visor or of a plugin:");
      failure.printStackTrace(err);
      return ExitCode.TRIALS_NOT_OK.code();
    };
  }

  /** What is wrong, where, and what to do next. */
  private static void print(PrintStream err, VisorException failure) {
    err.println("visor: " + failure.what());
    if (!failure.place().isEmpty()) {
      err.println("  at   " + failure.place());
    }
    if (!failure.remedy().isEmpty()) {
      err.println("  try  " + failure.remedy());
    }
  }

  /** Lets Guice make the commands, and picocli whatever Guice does not know. */
  private record GuiceFactory(Injector injector) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type.getName().startsWith("dev.visor.")
          ? injector.getInstance(type)
          : CommandLine.defaultFactory().create(type);
    }
  }

  /** The version of Visor and of the Java that it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "visor " + VisorVersion.current(),
        System.getProperty("java.vm.name") + " " + Runtime.version()
      };
    }
  }
}
