package dev.visor.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import dev.visor.core.plugin.LoadedPlugin;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.trial.MachineMemory;
import dev.visor.core.trial.Processors;
import dev.visor.mujoco.Mujoco;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@code visor doctor} looks at: each part by using it, not by asking whether it is there. */
final class Examination {
  private static final long GIBIBYTE = 1L << 30;
  private static final long LEAST_MEMORY = 2 * GIBIBYTE;
  private static final long LEAST_DISK = 2 * GIBIBYTE;

  private final Provider<PluginRegistry> plugins;
  private final HostOptions options;

  @Inject
  Examination(Provider<PluginRegistry> plugins, HostOptions options) {
    this.plugins = plugins;
    this.options = options;
  }

  /**
   * One thing that is looked at.
   *
   * @param name what it is
   * @param body looks
   */
  record Part(String name, Supplier<Result> body) {
    /** Looks; a failure to look is a finding. */
    Result look() {
      try {
        return body.get();
      } catch (VisorException e) {
        return Result.ill(e.what(), e.remedy());
      } catch (RuntimeException | LinkageError e) {
        return Result.ill(e.toString(), "report this with the output of visor doctor --json");
      }
    }
  }

  /**
   * What was found.
   *
   * @param well whether it is as it should be
   * @param found what there is
   * @param remedy what to do; empty if all is well
   */
  record Result(boolean well, String found, String remedy) {
    static Result well(String found) {
      return new Result(true, found, "");
    }

    static Result ill(String found, String remedy) {
      return new Result(false, found, remedy);
    }
  }

  List<Part> parts() {
    return List.of(
        new Part("java", Examination::java),
        new Part("processors", Examination::processors),
        new Part("memory", Examination::memory),
        new Part("disk", this::disk),
        new Part("mujoco", Examination::mujoco),
        new Part("nd4j", Examination::nd4j),
        new Part("plugins", this::plugins),
        new Part("pictures", this::pictures));
  }

  private static Result java() {
    String found = System.getProperty("java.vm.name") + " " + Runtime.version();
    return Runtime.version().feature() >= 17
        ? Result.well(found)
        : Result.ill(found, "install a JDK 17 or later: apt-get install default-jdk-headless");
  }

  private static Result processors() {
    int count = Processors.count();
    return Result.well(count + (count == 1 ? " trial at a time" : " trials at a time"));
  }

  private static Result memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long total = totalMemory();
    String found = gibibytes(total) + " in all, " + gibibytes(system.getFreeMemorySize()) + " free";
    return total >= LEAST_MEMORY
        ? Result.well(found)
        : Result.ill(found, "a trial takes some 1 GiB: run fewer at a time with --jobs 1");
  }

  private static long totalMemory() {
    try {
      return MachineMemory.total();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result disk() {
    Path folder = options.dataFolder();
    Path existing = folder;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    // Not by Files.getFileStore: it looks for a mount point, and in a chroot there may be none.
    long free = existing.toFile().getUsableSpace();
    String found = gibibytes(free) + " free for datasets in " + folder;
    if (!Files.isWritable(existing)) {
      return Result.ill(folder + " cannot be written", "name another folder with --data");
    }
    return free >= LEAST_DISK
        ? Result.well(found)
        : Result.ill(found, "free some, or name another folder with --data");
  }

  private static Result mujoco() {
    return Mujoco.available()
        ? Result.well("MuJoCo " + Mujoco.version())
        : Result.ill(
            Mujoco.problem(),
            "build again on Debian 12 or later, or name a MuJoCo folder"
                + " with ./mvnw package -Dmujoco.home=DIR");
  }

  private static Result nd4j() {
    INDArray two = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
    INDArray product = two.mmul(two);
    Properties information = Nd4j.getExecutioner().getEnvironmentInformation();
    String found =
        Nd4j.getBackend().getClass().getSimpleName()
            + ", products by "
            + information.getProperty("blas.vendor", "an unknown library");
    return product.getFloat(1, 1) == 22
        ? Result.well(found)
        : Result.ill(found + ", which multiplies wrongly", "report this");
  }

  private Result plugins() {
    List<LoadedPlugin> all = plugins.get().plugins();
    List<String> broken =
        all.stream()
            .filter(plugin -> plugin.state() instanceof LoadedPlugin.Broken)
            .map(LoadedPlugin::id)
            .toList();
    return broken.isEmpty()
        ? Result.well(all.size() + " plugins")
        : Result.ill("broken: " + String.join(", ", broken), "visor plugins list");
  }

  /** Opens the first task, and draws one picture of it. */
  private Result pictures() {
    List<TaskDescriptor> tasks = plugins.get().environments().tasks();
    if (tasks.isEmpty()) {
      return Result.ill("there is no task to draw", "visor plugins list");
    }
    TaskDescriptor task = tasks.get(0);
    ObservationSpec observation =
        new ObservationSpec(task.imageSize(), task.imageSize(), task.proprioception().size());
    try (Environment environment = plugins.get().environments().open(task.id(), observation)) {
      byte[] first = environment.reset(1).observation().image();
      byte[] second = environment.reset(1).observation().image();
      return Arrays.equals(first, second)
          ? Result.well(task.id() + " draws the same picture twice")
          : Result.ill(task.id() + " draws two pictures of one state", "report this");
    }
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIBIBYTE);
  }
}
