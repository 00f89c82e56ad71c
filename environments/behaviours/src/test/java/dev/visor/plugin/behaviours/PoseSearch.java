package dev.visor.plugin.behaviours;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks for {@link KeyPoses} that solve a task whose episodes all start alike: the cross-entropy
 * method. Each generation draws poses around a mean, plays them under a little noise, and takes the
 * mean and the spread of the best for the next.
 *
 * <pre>
 * PoseSearch TASK POSES GENERATIONS SEED FILE
 * </pre>
 */
final class PoseSearch {
  private static final int POPULATION = 48;
  private static final int ELITE = 8;
  private static final int EPISODES = 2;
  private static final double FIRST_SPREAD = 0.5;
  private static final double LEAST_SPREAD = 0.04;

  /** How much of the old mean and spread is kept. */
  private static final double INERTIA = 0.3;

  private final Environment env;
  private final TaskDescriptor task;
  private final int poses;
  private final String seed;

  private PoseSearch(Environment env, TaskDescriptor task, int poses, String seed) {
    this.env = env;
    this.task = task;
    this.poses = poses;
    this.seed = seed;
  }

  private record Candidate(double[][] poses, double meanReturn) {}

  public static void main(String[] arguments) throws IOException {
    Host host = new Host();
    TaskDescriptor task = host.task(TaskId.parse(arguments[0]));
    Path file = Path.of(arguments[4]);
    try (Environment env = host.open(task.id(), new ObservationSpec(16, 16, 0))) {
      PoseSearch search = new PoseSearch(env, task, Integer.parseInt(arguments[1]), arguments[3]);
      Candidate best = search.run(Integer.parseInt(arguments[2]), file, arguments);
      System.out.printf("%.1f%n", best.meanReturn);
    }
  }

  private Candidate run(int generations, Path file, String[] arguments) throws IOException {
    int actions = task.actions().size();
    double[][] mean = new double[poses][actions];
    double[][] spread = new double[poses][actions];
    for (double[] row : spread) {
      Arrays.fill(row, FIRST_SPREAD);
    }
    Candidate best = new Candidate(mean, Double.NEGATIVE_INFINITY);
    for (int generation = 0; generation < generations; generation++) {
      RandomStream random = RandomStream.of("poses", seed, Integer.toString(generation));
      Candidate[] all = new Candidate[POPULATION];
      for (int i = 0; i < POPULATION; i++) {
        double[][] drawn = i == 0 ? copy(mean) : drawn(mean, spread, random);
        all[i] = new Candidate(drawn, play(drawn, generation));
      }
      Arrays.sort(all, Comparator.comparingDouble(Candidate::meanReturn).reversed());
      narrow(mean, spread, Arrays.copyOf(all, ELITE));
      Candidate middle = new Candidate(copy(mean), play(mean, generation));
      if (middle.meanReturn > best.meanReturn) {
        best = middle;
        write(best, file, arguments);
      }
      System.out.printf(
          "%d best %.1f elite %.1f mean %.1f%n",
          generation, all[0].meanReturn, all[ELITE - 1].meanReturn, middle.meanReturn);
    }
    return best;
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  private static double[][] drawn(double[][] mean, double[][] spread, RandomStream random) {
    double[][] drawn = copy(mean);
    for (int i = 0; i < drawn.length; i++) {
      for (int j = 0; j < drawn[i].length; j++) {
        double value = mean[i][j] + spread[i][j] * random.nextGaussian();
        drawn[i][j] = Math.max(-1, Math.min(1, value));
      }
    }
    return drawn;
  }

  private static void narrow(double[][] mean, double[][] spread, Candidate[] elite) {
    for (int i = 0; i < mean.length; i++) {
      for (int j = 0; j < mean[i].length; j++) {
        double sum = 0;
        double squares = 0;
        for (Candidate one : elite) {
          sum += one.poses[i][j];
          squares += one.poses[i][j] * one.poses[i][j];
        }
        double centre = sum / elite.length;
        double deviation = Math.sqrt(Math.max(0, squares / elite.length - centre * centre));
        mean[i][j] = INERTIA * mean[i][j] + (1 - INERTIA) * centre;
        spread[i][j] = Math.max(LEAST_SPREAD, INERTIA * spread[i][j] + (1 - INERTIA) * deviation);
      }
    }
  }

  /** The mean return under a little noise, the same for all of a generation. */
  private double play(double[][] drawn, int generation) {
    Controller controller = KeyPoses.even("search", drawn, task.decisions());
    double sum = 0;
    for (int episode = 0; episode < EPISODES; episode++) {
      Map<String, RandomStream> streams = new HashMap<>();
      String name = generation + "." + episode;
      RandomStreams named =
          stream ->
              streams.computeIfAbsent(
                  stream, unopened -> RandomStream.of("poses", seed, name, unopened));
      NoisyController noisy =
          new NoisyController(controller, ScriptedTask.LITTLE, task.actions().size(), named);
      TimeStep step = env.reset(1);
      while (!step.last()) {
        step = env.step(noisy.act((PhysicsAccess) env));
        sum += step.reward();
      }
    }
    return sum / EPISODES;
  }

  private void write(Candidate best, Path file, String[] arguments) throws IOException {
    List<int[]> decisions =
        List.of(KeyPoses.even("search", best.poses, task.decisions()).decisions());
    String lines =
        IntStream.range(0, poses)
            .mapToObj(
                i ->
                    decisions.get(0)[i]
                        + Arrays.stream(best.poses[i])
                            .mapToObj(value -> ",%.3f".formatted(value))
                            .collect(Collectors.joining()))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(
        file,
        "# PoseSearch %s; mean return of the search %.1f%n"
                .formatted(
                    String.join(" ", Arrays.copyOf(arguments, arguments.length - 1)),
                    best.meanReturn)
            + "decision,"
            + String.join(",", task.actions())
            + "\n"
            + lines);
  }
}
