package dev.visor.plugin.behaviours;

import dev.visor.api.PhysicsAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Goes through poses at their times, and evenly from one to the next: how a task whose episodes all
 * start alike is solved without looking. The poses lie in the resources, in a file that says which
 * search found them.
 *
 * @param name of the file, without its ending
 * @param decisions at which a pose is reached, from 0, rising
 * @param poses one action for each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never handed out
record KeyPoses(String name, int[] decisions, double[][] poses) implements Controller {
  private static final String FOLDER = "poses/";
  private static final String TARGET = "target_axis,";

  /**
   * Reads poses from the resources: comment lines that begin with {@code #}, the target they are
   * for, a header, and then a line for each pose, the decision first.
   */
  static KeyPoses named(String name) {
    List<double[]> rows = lines(name).skip(2).map(KeyPoses::numbers).toList();
    return new KeyPoses(
        name,
        rows.stream().mapToInt(row -> (int) row[0]).toArray(),
        rows.stream().map(row -> Arrays.copyOfRange(row, 1, row.length)).toArray(double[][]::new));
  }

  /** The axis of the target that the poses of a file are for. */
  static double[] target(String name) {
    String line = lines(name).findFirst().orElse("");
    if (!line.startsWith(TARGET)) {
      throw new IllegalStateException("the poses " + name + " do not begin with " + TARGET);
    }
    return numbers(line.substring(TARGET.length()));
  }

  /** Of a file, without its comments. */
  private static Stream<String> lines(String name) {
    String file = FOLDER + name + ".csv";
    try (InputStream in = KeyPoses.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the plugin's jar");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#"));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  @Override
  public String identity() {
    return name + " " + Arrays.toString(decisions) + " " + Arrays.deepToString(poses);
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public double[] act(PhysicsAccess physics, int decision) {
    int next = 1;
    while (next < decisions.length - 1 && decisions[next] < decision) {
      next++;
    }
    int before = decisions[next - 1];
    double share = Math.min(1, (decision - before) / (double) (decisions[next] - before));
    double[] action = new double[poses[0].length];
    for (int i = 0; i < action.length; i++) {
      action[i] = (1 - share) * poses[next - 1][i] + share * poses[next][i];
    }
    return action;
  }
}
