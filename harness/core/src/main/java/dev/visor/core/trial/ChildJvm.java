package dev.visor.core.trial;

import dev.visor.core.SystemProgram;
import dev.visor.core.VisorException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a trial's JVM is started: the same settings for every trial, whatever the machine or the
 * user's shell, for some of them change the last bits of a result and most change its speed.
 *
 * <ul>
 *   <li>As many threads as the protocol says, in every library that counts for itself: sums are
 *       taken in another order with another number of threads.
 *   <li>OpenMP threads wait passively. Spinning ones slow a neighbour down by an order of
 *       magnitude.
 *   <li>glibc keeps large blocks in one arena and gives nothing back: mapping and clearing pages
 *       anew at every step of training costs up to a quarter of it.
 *   <li>A small heap and the serial collector; arrays of the native libraries live outside. The
 *       binding library's own cap on resident memory is off, for it counts mapped datasets too; the
 *       parent watches instead.
 *   <li>Natives are unpacked once, into a folder that all trials share; see {@link JarStore} on how
 *       two builds of a library are told apart there.
 * </ul>
 */
public final class ChildJvm {
  private static final int JDK_WITH_NATIVE_WARNINGS = 24;
  private static final String HEAP = "1g";

  /** What would set this JVM up otherwise. */
  private static final List<String> OF_THE_SHELL =
      List.of("_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH");

  /** Properties of this JVM that children need too. */
  private static final List<String> HANDED_DOWN =
      List.of("visor.", "mujoco.", "org.bytedeco.", "org.nd4j.", "logback.");

  private final List<CodeEntry> classPath;
  private final Path natives;
  private final int threads;
  private final long memoryBytes;
  private final boolean pin;

  /**
   * @param classPath of the host, from the jar store
   * @param home what Visor keeps between runs; natives are unpacked below it
   * @param threads processor threads of a trial
   * @param memoryBytes how much native memory a trial may ask for
   * @param pin whether a trial of one thread is bound to one processor
   * @throws VisorException with exit code 2 if an entry's path cannot stand in a class path
   */
  public ChildJvm(
      List<CodeEntry> classPath, Path home, int threads, long memoryBytes, boolean pin) {
    classPath.forEach(ChildJvm::requireOnePath);
    this.classPath = List.copyOf(classPath);
    this.natives = home.resolve("natives");
    this.threads = threads;
    this.memoryBytes = memoryBytes;
    this.pin = pin && threads == 1;
  }

  /** A class path has no way to quote what parts its entries. */
  private static void requireOnePath(CodeEntry entry) {
    if (entry.path().toString().contains(File.pathSeparator)) {
      throw VisorException.usage(
          "trials cannot run from a path with '"
              + File.pathSeparator
              + "' in it, which parts the entries of a class path",
          entry.path().toString(),
          "set VISOR_HOME to a folder without it, or move Visor to one");
    }
  }

  /**
   * A process that is ready to be started.
   *
   * @param files of the trial
   * @param processor to bind it to, if pinning is on
   */
  ProcessBuilder process(TrialPhase phase, TrialFiles files, OptionalInt processor) {
    ProcessBuilder builder = process(command(phase, files, processor), files.path());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
    return builder;
  }

  /**
   * A process that is set up as a trial's evaluation is and does something else: a benchmark.
   *
   * @param main its main class, which is the host's
   * @param arguments of it
   * @param folder where it runs, and leaves what the JVM writes if it crashes
   */
  public ProcessBuilder process(Class<?> main, List<String> arguments, Path folder) {
    List<String> command = new ArrayList<>();
    SystemProgram.setsid().ifPresent(command::add);
    command.addAll(java(classPath.stream(), folder.resolve("crash.log")));
    command.add(main.getName());
    command.addAll(arguments);
    return process(command, folder);
  }

  private ProcessBuilder process(List<String> command, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(OF_THE_SHELL);
    environment.putAll(environment());
    return builder;
  }

  /**
   * What the native libraries read. None of them starts threads by itself: a plugin that has
   * several shares a batch among its own ({@code dev.visor.nn.Team}), which takes half the time of
   * threads that meet after every product, and each of those would otherwise have a library's
   * threads too.
   */
  static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    for (String library : List.of("OMP", "OPENBLAS", "MKL")) {
      environment.put(library + "_NUM_THREADS", "1");
    }
    environment.put("OMP_WAIT_POLICY", "passive");
    environment.put("MALLOC_ARENA_MAX", "1");
    environment.put("MALLOC_MMAP_MAX_", "0");
    environment.put("MALLOC_TRIM_THRESHOLD_", Long.toString(16L << 30));
    environment.put("MALLOC_TOP_PAD_", Long.toString(256L << 20));
    return environment;
  }

  List<String> command(TrialPhase phase, TrialFiles files, OptionalInt processor) {
    List<String> command = new ArrayList<>();
    SystemProgram.setsid().ifPresent(command::add);
    if (pin && processor.isPresent()) {
      SystemProgram.taskset()
          .ifPresent(
              taskset ->
                  command.addAll(List.of(taskset, "-c", Integer.toString(processor.getAsInt()))));
    }
    command.addAll(java(classPath(phase), files.fatalErrorLog()));
    command.add(TrialMain.class.getName());
    command.add(phase.id());
    command.add(files.path().toString());
    return command;
  }

  private List<String> java(Stream<CodeEntry> entries, Path fatalErrorLog) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + HEAP,
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:ActiveProcessorCount=" + threads,
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + fatalErrorLog));
    if (Runtime.version().feature() >= JDK_WITH_NATIVE_WARNINGS) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-cp");
    command.add(
        entries
            .map(CodeEntry::path)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    return command;
  }

  /** A training is offline: the physics engine is not even on its class path. */
  private Stream<CodeEntry> classPath(TrialPhase phase) {
    return classPath.stream().filter(entry -> phase != TrialPhase.TRAIN || !entry.physics());
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (HANDED_DOWN.stream().anyMatch(name::startsWith)) {
        properties.put(name, System.getProperty(name));
      }
    }
    properties.put("file.encoding", "UTF-8");
    properties.put("user.language", "en");
    properties.put("user.timezone", "UTC");
    properties.put("java.awt.headless", "true");
    properties.put("org.bytedeco.javacpp.cachedir", natives.toString());
    properties.put("org.bytedeco.javacpp.maxbytes", Long.toString(memoryBytes));
    properties.put("org.bytedeco.javacpp.maxphysicalbytes", "0");
    return properties;
  }
}
