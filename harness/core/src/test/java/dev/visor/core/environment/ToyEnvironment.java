package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Environments;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A point on a line, pushed to the middle: an environment small enough to be seen to be right, and
 * to be broken in one way at a time.
 */
final class ToyEnvironment implements Environment, PhysicsAccess {
  static final TaskDescriptor TASK =
      new TaskDescriptor(
          new TaskId("toy", 1),
          "Push the point to the middle.",
          150,
          2,
          0.1,
          List.of("push", "glow"),
          List.of("position", "velocity"),
          "above",
          16,
          0,
          1,
          new ReferenceReturns(0, 150),
          "made for this test",
          List.of("toy"));

  private static final int LEAK_BYTES = 2 << 20;

  /** What the defect STATIC_STATE shares. */
  private static double sharedVelocity;

  private final EnvironmentSpec spec;
  private final @Nullable Defect defect;
  private final List<ByteBuffer> leaked;
  private final byte[] sharedImage;
  private final Random unseeded = new Random();
  private double position;
  private double velocity;
  private double glow;
  private double drift;
  private int steps;
  private int renders;
  private boolean running;
  private boolean ended;
  private boolean closed;

  ToyEnvironment(ObservationSpec observation, @Nullable Defect defect, List<ByteBuffer> leaked) {
    this.spec =
        new EnvironmentSpec(
            TASK, defect == Defect.OTHER_SPEC ? new ObservationSpec(8, 8, 0) : observation);
    this.defect = defect;
    this.leaked = leaked;
    this.sharedImage = new byte[observation.imageBytes()];
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public TimeStep reset(long seed) {
    requireOpen();
    RandomStream random =
        RandomStream.of("toy", defect == Defect.IGNORES_THE_SEED ? "" : Long.toString(seed));
    position = 2 * random.nextDouble() - 1;
    if (defect == Defect.LEAKS) {
      ByteBuffer block = ByteBuffer.allocateDirect(LEAK_BYTES);
      for (int i = 0; i < block.capacity(); i += 1024) {
        block.put(i, (byte) 1);
      }
      leaked.add(block);
    }
    drift = defect == Defect.REMEMBERS ? drift + 0.01 : 0;
    begin(0);
    return new TimeStep(observe(), defect == Defect.REWARDS_RESET ? 1 : 0, false, false);
  }

  @Override
  public TimeStep place(double[] positions, double[] velocities) {
    requireOpen();
    if (defect != Defect.PLACES_ANYTHING
        && (positions.length != 1
            || velocities.length != 1
            || !Double.isFinite(positions[0] + velocities[0]))) {
      throw new IllegalArgumentException("no state of a point");
    }
    position = positions[0];
    begin(defect == Defect.PLACES_HALF ? velocity : velocities[0]);
    return new TimeStep(observe(), 0, false, false);
  }

  private void begin(double startVelocity) {
    velocity = startVelocity;
    glow = 0;
    steps = 0;
    running = true;
    ended = false;
  }

  @Override
  public TimeStep step(float[] action) {
    requireRunning();
    if (defect == Defect.REFUSES_TOO_LATE && action.length > 0) {
      position += 0.01;
    }
    requireAction(action);
    double reward = 0;
    for (int i = 0; i < TASK.actionRepeat() && !ended; i++) {
      double earned = advance(Subject.exactly(action));
      reward = defect == Defect.REWARDS_THE_LAST_STEP_ONLY ? earned : reward + earned;
    }
    if (defect == Defect.CHANGES_THE_ACTION) {
      action[0] = 0;
    }
    boolean terminates = ended && defect == Defect.TIME_LIMIT_TERMINATES;
    return new TimeStep(observe(), reward, terminates, ended && !terminates);
  }

  @Override
  public float[] state() {
    float[] values = proprio();
    return defect == Defect.KEEPS_A_VALUE ? Arrays.copyOf(values, values.length - 1) : values;
  }

  @Override
  public double controlStep(double[] action) {
    requireRunning();
    return advance(action);
  }

  private double advance(double[] action) {
    double push = action[0];
    glow = clip(action[1]);
    if (defect == Defect.STATIC_STATE) {
      velocity = sharedVelocity;
    }
    velocity = 0.9 * velocity + 0.05 * (defect == Defect.UNCLIPPED ? push : clip(push)) + drift;
    sharedVelocity = velocity;
    position = Math.max(-1, Math.min(1, position + velocity));
    if (defect == Defect.UNSEEDED_NOISE) {
      position *= 1 - 0.1 * unseeded.nextDouble();
    }
    steps++;
    int limit =
        TASK.horizon()
            + (defect == Defect.LATE_TIME_LIMIT ? 10 : 0)
            - (defect == Defect.EARLY_TIME_LIMIT ? 10 : 0);
    ended = steps >= limit;
    return (1 - Math.abs(position)) * (defect == Defect.GENEROUS ? 3 : 1);
  }

  private static double clip(double value) {
    return Math.max(-1, Math.min(1, value));
  }

  private Observation observe() {
    ObservationSpec shape = spec.observation();
    int width = defect == Defect.SQUARE_PICTURES_ONLY ? shape.height() : shape.width();
    byte[] image = draw(shape.height(), width);
    if (defect == Defect.SHARED_ARRAYS) {
      System.arraycopy(image, 0, sharedImage, 0, Math.min(image.length, sharedImage.length));
      image = sharedImage;
    }
    return new Observation(image, shape.proprio() == 0 ? new float[0] : proprio());
  }

  private byte[] draw(int height, int width) {
    byte[] image = new byte[height * width * ObservationSpec.CHANNELS];
    int place = (int) ((position + 1) / 2 * (width - 1)) * ObservationSpec.CHANNELS;
    image[place] = (byte) 200;
    image[place + 1] = (byte) (100 + 50 * glow);
    image[place + 2] = (byte) (defect == Defect.BLUE_IS_BLANK ? 0 : 150);
    return image;
  }

  @Override
  public float[] proprio() {
    return new float[] {(float) position, defect == Defect.FROZEN_VALUE ? 0 : (float) velocity};
  }

  @Override
  public double[] positions() {
    return new double[] {position};
  }

  @Override
  public double[] velocities() {
    return new double[] {velocity};
  }

  @Override
  public List<String> cameras() {
    return defect == Defect.OTHER_CAMERA ? List.of("below") : List.of("above");
  }

  @Override
  public byte[] render(String camera, int height, int width) {
    byte[] image = draw(height, width);
    if (defect == Defect.FLICKERS) {
      image[0] += (byte) ++renders;
    }
    return image;
  }

  private void requireAction(float[] action) {
    if (action.length != 2 && !(defect == Defect.TAKES_LONG_ACTIONS && action.length > 2)) {
      throw new IllegalArgumentException("an action has two values");
    }
    for (float value : action) {
      if (!Float.isFinite(value) && defect != Defect.TAKES_NAN) {
        throw new IllegalArgumentException("an action is finite");
      }
    }
  }

  private void requireRunning() {
    requireOpen();
    if ((!running && defect != Defect.STEPS_BEFORE_RESET)
        || (ended && defect != Defect.STEPS_AFTER_THE_END)) {
      throw new IllegalStateException("no episode");
    }
  }

  private void requireOpen() {
    if (closed && defect != Defect.STEPS_AFTER_CLOSING) {
      throw new IllegalStateException("closed");
    }
  }

  @Override
  public void close() {
    if (closed && defect == Defect.CLOSES_ONCE) {
      throw new IllegalStateException("closed");
    }
    closed = true;
  }

  /** Opens toys with one defect, or none, and keeps what they leak. */
  static Environments environments(@Nullable Defect defect) {
    List<ByteBuffer> leaked = new ArrayList<>();
    return new Environments() {
      @Override
      public List<TaskDescriptor> tasks() {
        return List.of(TASK);
      }

      @Override
      public Environment open(TaskId task, ObservationSpec observation) {
        return new ToyEnvironment(observation, defect, leaked);
      }
    };
  }
}
