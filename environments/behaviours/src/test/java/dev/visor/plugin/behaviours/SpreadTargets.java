package dev.visor.plugin.behaviours;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses, among many resets of {@code adroit-pen}, some whose targets lie evenly among all: the
 * middles of as many clusters, which begin farthest from each other and are then Lloyd's (1982).
 *
 * <pre>
 * SpreadTargets HOW_MANY
 * </pre>
 */
final class SpreadTargets {
  private static final int RESETS = 2000;
  private static final int ROUNDS = 50;

  private SpreadTargets() {}

  public static void main(String[] arguments) {
    List<double[]> targets = targets(new TaskId("adroit-pen", 1));
    List<Integer> chosen = farthest(targets, Integer.parseInt(arguments[0]));
    for (int round = 0; round < ROUNDS; round++) {
      chosen = middles(targets, chosen);
    }
    double sum = 0;
    double worst = 1;
    for (double[] target : targets) {
      double cosine = cosine(target, targets.get(nearest(target, targets, chosen)));
      sum += cosine;
      worst = Math.min(worst, cosine);
    }
    chosen.stream().sorted().forEach(reset -> System.out.print(reset + " "));
    System.out.printf("%nmean cosine %.4f, least %.4f%n", sum / targets.size(), worst);
  }

  /** By the seed of the reset, from 0. */
  private static List<double[]> targets(TaskId task) {
    Host host = new Host();
    int axis = host.task(task).state().indexOf("target_axis_x");
    List<double[]> targets = new ArrayList<>();
    try (Environment env = host.open(task, new ObservationSpec(16, 16, 0))) {
      for (int reset = 0; reset < RESETS; reset++) {
        env.reset(reset);
        float[] state = ((PhysicsAccess) env).state();
        targets.add(new double[] {state[axis], state[axis + 1], state[axis + 2]});
      }
    }
    return targets;
  }

  private static List<Integer> farthest(List<double[]> targets, int count) {
    List<Integer> chosen = new ArrayList<>(List.of(0));
    while (chosen.size() < count) {
      chosen.add(
          IntStream.range(0, targets.size())
              .boxed()
              .min(
                  Comparator.comparingDouble(
                      reset -> {
                        double[] target = targets.get(reset);
                        return cosine(target, targets.get(nearest(target, targets, chosen)));
                      }))
              .orElseThrow());
    }
    return chosen;
  }

  /** Of each cluster the target that is nearest to the cluster's mean. */
  private static List<Integer> middles(List<double[]> targets, List<Integer> chosen) {
    List<Integer> middles = new ArrayList<>();
    for (int centre : chosen) {
      List<Integer> cluster =
          IntStream.range(0, targets.size())
              .filter(reset -> nearest(targets.get(reset), targets, chosen) == centre)
              .boxed()
              .toList();
      double[] mean = new double[3];
      for (int reset : cluster) {
        for (int axis = 0; axis < mean.length; axis++) {
          mean[axis] += targets.get(reset)[axis] / cluster.size();
        }
      }
      middles.add(nearest(mean, targets, cluster));
    }
    return middles;
  }

  private static int nearest(double[] target, List<double[]> targets, List<Integer> among) {
    return among.stream()
        .max(Comparator.comparingDouble(reset -> cosine(target, targets.get(reset))))
        .orElseThrow();
  }

  private static double cosine(double[] one, double[] other) {
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
  }
}
