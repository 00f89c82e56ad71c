package com.example.toy;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Environments;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.RandomStream;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.util.List;
import org.pf4j.Extension;

/** A point on a line that should stay at 0. It starts anywhere in [−1, 1]. */
@Extension
public final class ToyTasks implements Environments {
  static final TaskId LINE = new TaskId("toy-line", 1);
  static final int HORIZON = 10;

  static final TaskDescriptor TASK =
      new TaskDescriptor(
          LINE,
          "Keeps a point on a line at 0.",
          HORIZON,
          1,
          0.1,
          List.of("push"),
          List.of("place"),
          "side",
          16,
          -1,
          1,
          new ReferenceReturns(0, 10),
          "ours",
          List.of("toy"));

  @Override
  public List<TaskDescriptor> tasks() {
    return List.of(TASK);
  }

  @Override
  public Environment open(TaskId task, ObservationSpec observation) {
    return new Line(observation);
  }

  private static final class Line implements Environment {
    private final ObservationSpec observation;
    private double place;
    private int steps;

    Line(ObservationSpec observation) {
      this.observation = observation;
    }

    @Override
    public EnvironmentSpec spec() {
      return new EnvironmentSpec(TASK, observation);
    }

    @Override
    public TimeStep reset(long seed) {
      place = 2 * RandomStream.of("start", Long.toString(seed)).nextDouble() - 1;
      steps = 0;
      return new TimeStep(see(), 0, false, false);
    }

    @Override
    public TimeStep step(float[] action) {
      place = Math.max(-1, Math.min(1, place + 0.5 * action[0]));
      steps++;
      return new TimeStep(see(), 1 - Math.abs(place), false, steps == HORIZON);
    }

    private Observation see() {
      byte[] image = new byte[observation.imageBytes()];
      image[0] = (byte) Math.round(127 + 127 * place);
      return new Observation(image, new float[] {(float) place});
    }

    @Override
    public void close() {}
  }
}
