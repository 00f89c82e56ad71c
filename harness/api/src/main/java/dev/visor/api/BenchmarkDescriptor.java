package dev.visor.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of a benchmark without running it.
 *
 * @param name lower-case words joined by {@code -} or {@code _}, such as {@code world_model}
 * @param summary one sentence on what a step does
 * @param variants one or more, each of another name; the first is the most telling
 * @param yardstick what every variant is compared with; empty if it is only timed
 */
public record BenchmarkDescriptor(
    String name, String summary, List<Variant> variants, Optional<Yardstick> yardstick) {

  public BenchmarkDescriptor {
    variants = List.copyOf(variants);
    Set<String> names = variants.stream().map(Variant::name).collect(Collectors.toSet());
    if (variants.isEmpty() || names.size() < variants.size()) {
      throw new IllegalArgumentException(
          "the benchmark "
              + name
              + " has the variants "
              + variants.stream().map(Variant::name).toList()
              + "; it needs one or more, each of another name");
    }
  }

  /**
   * One way to do the work.
   *
   * @param name lower-case, such as {@code full-f32}
   * @param meaning one sentence on shapes and numbers
   * @param precision of its arithmetic; a script computes in the same
   */
  public record Variant(String name, String meaning, Precision precision) {}

  /** What numbers are multiplied in. */
  public enum Precision {
    /** IEEE single precision. */
    F32("f32"),
    /** bfloat16 products, summed in single precision: losses agree to two digits, not to three. */
    BF16("bf16");

    private final String id;

    Precision(String id) {
      this.id = id;
    }

    /** As it is written in names and for scripts. */
    public String id() {
      return id;
    }
  }

  /** The same work, done by somebody else. */
  public sealed interface Yardstick {}

  /**
   * A Python program that does the work in PyTorch, from what {@link Workload#export} wrote. It
   * computes in the variant's precision, once for each mode.
   *
   * @param file its name, such as {@code world_model.py}, in {@code ci/benchmarks/torch}
   * @param modes one or more ways to run it
   */
  public record Script(String file, List<Mode> modes) implements Yardstick {
    public Script {
      modes = List.copyOf(modes);
      if (modes.isEmpty()) {
        throw new IllegalArgumentException("the script " + file + " has no mode to run in");
      }
    }
  }

  /** How PyTorch runs a model. */
  public enum Mode {
    /** Operation by operation. */
    EAGER("eager"),
    /** Through {@code torch.compile}. */
    COMPILE("compile");

    private final String id;

    Mode(String id) {
      this.id = id;
    }

    /** As it is written for scripts. */
    public String id() {
      return id;
    }
  }

  /**
   * A floor that the workload itself offers; see {@link Workload#reference()}.
   *
   * @param name what it does, in a few words, such as {@code one contiguous copy}
   */
  public record Reference(String name) implements Yardstick {}
}
