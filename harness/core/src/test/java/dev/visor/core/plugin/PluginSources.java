package dev.visor.core.plugin;

/** Sources of small plugins. */
public final class PluginSources {
  private PluginSources() {}

  /** An algorithm that describes itself and does nothing. */
  public static String algorithm(String className, String id) {
    return algorithm(className, id, "");
  }

  /** The same with further members, such as a constructor. */
  public static String algorithm(String className, String id, String members) {
    return algorithm(
        className,
        members,
        """
        return new AlgorithmDescriptor<>(
            "%s", 1, "Does nothing.", "none", Settings.class, profile -> new Settings(5));
        """
            .formatted(id),
        "@Parameter(value = \"How often nothing is done.\", source = \"ours\") int times");
  }

  /** An algorithm of which everything is given. */
  static String algorithm(String className, String members, String describe, String components) {
    return """
    package com.example;

    import dev.visor.api.*;
    import java.io.InputStream;
    import org.pf4j.Extension;

    @Extension
    public final class %1$s implements Algorithm {
      %2$s

      public record Settings(%4$s) {}

      @Override
      public AlgorithmDescriptor<?> describe() {
        %3$s
      }

      @Override
      public OfflineTrainer offline(OfflineContext context) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Policy readPolicy(PolicyContext context, InputStream in) {
        throw new UnsupportedOperationException();
      }
    }
    """
        .formatted(className, members, describe, components);
  }

  /** A metric that is always 7. */
  static String metric(String className, String id) {
    return """
    package com.example;

    import dev.visor.api.*;
    import java.util.OptionalDouble;
    import org.pf4j.Extension;

    @Extension
    public final class %s implements Metric {
      @Override
      public MetricDescriptor describe() {
        return new MetricDescriptor("%s", "points", true, "Seven.");
      }

      @Override
      public OptionalDouble value(TrialEvidence evidence) {
        return OptionalDouble.of(7);
      }
    }
    """
        .formatted(className, id);
  }

  /** A benchmark that describes itself and cannot be opened. */
  static String benchmark(String className, String name) {
    return """
    package com.example;

    import dev.visor.api.*;
    import java.util.List;
    import java.util.Optional;
    import org.pf4j.Extension;

    @Extension
    public final class %s implements Benchmark {
      @Override
      public BenchmarkDescriptor describe() {
        return new BenchmarkDescriptor("%s", "Nothing.",
            List.of(new BenchmarkDescriptor.Variant(
                "only", "nothing", BenchmarkDescriptor.Precision.F32)),
            Optional.empty());
      }

      @Override
      public Workload open(String variant, BenchmarkContext context) {
        throw new UnsupportedOperationException();
      }
    }
    """
        .formatted(className, name);
  }

  /** Tasks that can be described and not opened. */
  static String tasks(String className, String... ids) {
    StringBuilder tasks = new StringBuilder();
    for (String id : ids) {
      tasks.append(tasks.isEmpty() ? "" : ", ").append("task(\"").append(id).append("\")");
    }
    return """
    package com.example;

    import dev.visor.api.*;
    import java.util.List;
    import org.pf4j.Extension;

    @Extension
    public final class %s implements Environments {
      @Override
      public List<TaskDescriptor> tasks() {
        return List.of(%s);
      }

      private static TaskDescriptor task(String id) {
        return new TaskDescriptor(TaskId.parse(id), "Nothing.", 10, 1, 0.1, List.of("x"),
            List.of(), "side", 32, 0, 1, ReferenceReturns.DEEPMIND_CONTROL, "ours", List.of());
      }

      @Override
      public Environment open(TaskId task, ObservationSpec observation) {
        throw new UnsupportedOperationException(
            "seen through " + Thread.currentThread().getContextClassLoader().getClass());
      }
    }
    """
        .formatted(className, tasks);
  }
}
