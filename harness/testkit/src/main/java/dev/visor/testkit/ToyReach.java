package dev.visor.testkit;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.util.List;

/**
 * The smallest task with everything that a task has: a dot on a square floor has to be brought to a
 * ring in its middle, and the agent sees the floor from above.
 *
 * <p>The floor reaches from −1 to 1 in both directions. An action is the dot's velocity: at full
 * speed it moves by {@value #SPEED} in a control step, and a wall stops it. A control step earns 1
 * / (1 + (d / {@value #HALF_REWARD})²) at a distance d from the middle. Nothing here uses more than
 * + − × ÷ and square roots, so that every Java computes the same.
 */
public final class ToyReach implements Environment {
  /** The id of the task. */
  public static final TaskId ID = new TaskId("toy-reach", 1);

  /** What is known of the task. The returns are means over 2000 episodes of each policy. */
  public static final TaskDescriptor TASK =
      new TaskDescriptor(
          ID,
          "Bring the dot to the ring in the middle of the floor and keep it there.",
          60,
          2,
          0.05,
          List.of("right", "up"),
          List.of("x", "y"),
          "top",
          32,
          0,
          1,
          new ReferenceReturns(8.8, 52.6),
          "made for the tests of Visor",
          List.of("toy"));

  static final double SPEED = 0.05;
  static final double HALF_REWARD = 0.25;

  private static final double VISIBLE = 1.2;
  private static final double DOT_RADIUS = 0.16;
  private static final double RING_INNER = 0.22;
  private static final double RING_OUTER = 0.34;
  private static final int[] FLOOR = {36, 40, 56};
  private static final int[] RING = {64, 168, 104};
  private static final int[] DOT = {236, 96, 60};

  private final ObservationSpec observation;
  private double x;
  private double y;
  private int controlSteps;
  private boolean running;
  private boolean closed;

  /**
   * Opens the task.
   *
   * @throws IllegalArgumentException if it is asked for other values than its two or none
   */
  public ToyReach(ObservationSpec observation) {
    if (observation.proprio() != 0 && observation.proprio() != TASK.proprioception().size()) {
      throw new IllegalArgumentException(
          ID + " has 2 proprioceptive values or none, not " + observation.proprio());
    }
    this.observation = observation;
  }

  @Override
  public EnvironmentSpec spec() {
    return new EnvironmentSpec(TASK, observation);
  }

  @Override
  public TimeStep reset(long seed) {
    requireOpen();
    RandomStream random = RandomStream.of("toy-reach", Long.toString(seed));
    x = 2 * random.nextDouble() - 1;
    y = 2 * random.nextDouble() - 1;
    controlSteps = 0;
    running = true;
    return new TimeStep(observe(), 0, false, false);
  }

  @Override
  public TimeStep step(float[] action) {
    requireOpen();
    if (!running) {
      throw new IllegalStateException("the episode is over, or none has begun; reset first");
    }
    if (action.length != 2 || !Float.isFinite(action[0]) || !Float.isFinite(action[1])) {
      throw new IllegalArgumentException(ID + " takes two finite values as an action");
    }
    double reward = 0;
    for (int i = 0; i < TASK.actionRepeat() && controlSteps < TASK.horizon(); i++) {
      x = within(x + SPEED * within(action[0]));
      y = within(y + SPEED * within(action[1]));
      controlSteps++;
      reward += 1 / (1 + (x * x + y * y) / (HALF_REWARD * HALF_REWARD));
    }
    running = controlSteps < TASK.horizon();
    return new TimeStep(observe(), reward, false, !running);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(ID + " is closed");
    }
  }

  private static double within(double value) {
    return Math.max(-1, Math.min(1, value));
  }

  private Observation observe() {
    float[] proprio =
        observation.proprio() == 0 ? new float[0] : new float[] {(float) x, (float) y};
    return new Observation(picture(), proprio);
  }

  private byte[] picture() {
    int height = observation.height();
    int width = observation.width();
    double pixel = 2 * VISIBLE / Math.min(height, width);
    byte[] image = new byte[observation.imageBytes()];
    int at = 0;
    for (int row = 0; row < height; row++) {
      double v = VISIBLE - 2 * VISIBLE * (row + 0.5) / height;
      for (int column = 0; column < width; column++) {
        double u = 2 * VISIBLE * (column + 0.5) / width - VISIBLE;
        double toMiddle = Math.sqrt(u * u + v * v);
        double toDot = Math.sqrt((u - x) * (u - x) + (v - y) * (v - y));
        double ring = covered(RING_OUTER - toMiddle, pixel) - covered(RING_INNER - toMiddle, pixel);
        double dot = covered(DOT_RADIUS - toDot, pixel);
        for (int channel = 0; channel < ObservationSpec.CHANNELS; channel++) {
          double ground = FLOOR[channel] + ring * (RING[channel] - FLOOR[channel]);
          image[at++] = (byte) (int) (ground + dot * (DOT[channel] - ground) + 0.5);
        }
      }
    }
    return image;
  }

  /** How much of a pixel lies inside an edge that is so far away; 0 to 1. */
  private static double covered(double inside, double pixel) {
    return Math.max(0, Math.min(1, inside / pixel + 0.5));
  }
}
