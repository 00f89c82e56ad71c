package dev.visor.plugin.behaviours;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStream;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Plans {@link KeyPoses} for the pen in a second simulator, by model predictive path integral
 * control (Williams et al. 2017, arXiv:1707.02342): before each pose it draws some futures around
 * the last plan, plays them, and takes their mean, weighted by what they earned. The pen starts
 * always alike: what brings it to a target once always does.
 *
 * <p>Beside the reward it is paid for how well the pen points, later poses more: the reward says
 * little before the pen points nearly right. A pose is held for two control steps, whatever the
 * task's action repeat.
 *
 * <pre>
 * PosePlanner TASK SEARCH FILE RESET FUTURES
 * </pre>
 *
 * <p>SEARCH is the seed of the search, RESET that of the episode, which decides the target, FUTURES
 * how many are drawn.
 */
final class PosePlanner {
  /** Poses that are looked ahead. */
  private static final int HORIZON = 20;

  /** Control steps of a pose. */
  private static final int HELD = 2;

  private static final int ROUNDS = 2;

  /** Standard deviation of what is added to the plan, and how much of it lasts. */
  private static final double SPREAD = 0.6;

  private static final double MEMORY = 0.8;

  /** In standard deviations of the futures' returns. */
  private static final double TEMPERATURE = 0.3;

  private static final double GUIDANCE = 3;
  private static final double FALL_COST = 30;

  private final TaskDescriptor task;
  private final PhysicsAccess imagined;
  private final RandomStream random;
  private final int futures;
  private final int pen;
  private final int target;
  private final int place;
  private final double[][] plan;

  private PosePlanner(
      TaskDescriptor task, PhysicsAccess imagined, RandomStream random, int futures) {
    this.task = task;
    this.imagined = imagined;
    this.random = random;
    this.futures = futures;
    this.pen = task.state().indexOf("pen_axis_x");
    this.target = task.state().indexOf("target_axis_x");
    this.place = task.state().indexOf("pen_off_x");
    this.plan = new double[HORIZON][task.actions().size()];
  }

  public static void main(String[] arguments) throws IOException {
    Host host = new Host();
    TaskDescriptor task = host.task(TaskId.parse(arguments[0]));
    ObservationSpec small = new ObservationSpec(16, 16, 0);
    int decisions = HELD / task.actionRepeat();
    long reset = Long.parseLong(arguments[3]);
    StringBuilder lines = new StringBuilder();
    double sum = 0;
    try (Environment env = host.open(task.id(), small);
        Environment second = host.open(task.id(), small)) {
      TimeStep step = env.reset(reset);
      second.reset(reset);
      RandomStream random = RandomStream.of("poses", arguments[1]);
      PosePlanner planner =
          new PosePlanner(task, (PhysicsAccess) second, random, Integer.parseInt(arguments[4]));
      lines.append(planner.header((PhysicsAccess) env));
      float[] action = {};
      for (int decision = 0; !step.last(); decision++) {
        if (decision % decisions == 0) {
          int left = (task.decisions() - decision) / decisions;
          action = planner.next((PhysicsAccess) env, left);
          lines.append(line(decision, action));
        }
        step = env.step(action);
        sum += step.reward();
      }
    }
    String made =
        "# PosePlanner %s %s FILE %s %s: a return of %.1f%n"
            .formatted(arguments[0], arguments[1], arguments[3], arguments[4], sum);
    Files.writeString(Path.of(arguments[2]), made + lines);
    System.out.print(made);
  }

  /** Where the target points, and what the columns are. */
  private String header(PhysicsAccess env) {
    float[] state = env.state();
    return "target_axis,%s,%s,%s%ndecision,%s%n"
        .formatted(
            state[target], state[target + 1], state[target + 2], String.join(",", task.actions()));
  }

  /** Exactly: an episode is repeated to the last bit. */
  private static String line(int decision, float[] action) {
    StringBuilder line = new StringBuilder().append(decision);
    for (float value : action) {
      line.append(',').append(value);
    }
    return line.append('\n').toString();
  }

  private float[] next(PhysicsAccess env, int left) {
    double[] positions = env.positions();
    double[] velocities = env.velocities();
    for (int round = 0; round < ROUNDS; round++) {
      double[][][] drawn = new double[futures][][];
      double[] returns = new double[futures];
      for (int i = 0; i < futures; i++) {
        drawn[i] = drawn(i == 0 ? 0 : SPREAD);
        imagined.place(positions, velocities);
        returns[i] = earned(drawn[i], Math.min(HORIZON, left));
      }
      average(drawn, returns);
    }
    float[] action = new float[plan[0].length];
    for (int j = 0; j < action.length; j++) {
      action[j] = (float) plan[0][j];
    }
    System.arraycopy(plan, 1, plan, 0, HORIZON - 1);
    plan[HORIZON - 1] = plan[HORIZON - 1].clone();
    return action;
  }

  private double[][] drawn(double spread) {
    double fresh = Math.sqrt(1 - MEMORY * MEMORY);
    double[] noise = new double[plan[0].length];
    double[][] future = new double[HORIZON][noise.length];
    for (int h = 0; h < HORIZON; h++) {
      for (int j = 0; j < noise.length; j++) {
        double drawn = random.nextGaussian();
        noise[j] = h == 0 ? drawn : MEMORY * noise[j] + fresh * drawn;
        future[h][j] = Math.max(-1, Math.min(1, plan[h][j] + spread * noise[j]));
      }
    }
    return future;
  }

  private double earned(double[][] future, int poses) {
    double sum = 0;
    try {
      for (int h = 0; h < poses; h++) {
        for (int held = 0; held < HELD; held++) {
          sum += imagined.controlStep(future[h]);
          sum += GUIDANCE * guidance(imagined.state()) * (h + 1) / HORIZON;
        }
      }
    } catch (IllegalStateException fallen) {
      // The episode is over, and no step of it is left.
      sum -= FALL_COST;
    }
    return sum;
  }

  /** Cosine between pen and target, less three times the pen's distance from its place. */
  private double guidance(float[] state) {
    double cosine = 0;
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      cosine += state[pen + axis] * state[target + axis];
      squares += state[place + axis] * state[place + axis];
    }
    return cosine - 3 * Math.sqrt(squares);
  }

  private void average(double[][][] drawn, double[] returns) {
    double greatest = Arrays.stream(returns).max().orElseThrow();
    double mean = Arrays.stream(returns).average().orElseThrow();
    double variance =
        Arrays.stream(returns)
            .map(value -> (value - mean) * (value - mean))
            .average()
            .orElseThrow();
    double scale = TEMPERATURE * Math.sqrt(variance) + 1e-9;
    double[] weights =
        Arrays.stream(returns).map(value -> StrictMath.exp((value - greatest) / scale)).toArray();
    double total = Arrays.stream(weights).sum();
    for (int h = 0; h < HORIZON; h++) {
      for (int j = 0; j < plan[h].length; j++) {
        double sum = 0;
        for (int i = 0; i < drawn.length; i++) {
          sum += weights[i] * drawn[i][h][j];
        }
        plan[h][j] = sum / total;
      }
    }
  }
}
