package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.Environment;
import dev.visor.api.EnvironmentCatalogue;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.LearningMode;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A body feels its hand; where the valve stands, only the state tells. */
class StateEnvironmentTest {
  private static final ObservationSpec SEEN = new ObservationSpec(16, 16, 1);

  private static final TaskDescriptor TASK =
      new TaskDescriptor(
          new TaskId("valve", 1),
          "Turns a valve.",
          10,
          1,
          0.1,
          List.of("turn"),
          List.of("hand"),
          List.of("hand", "valve"),
          "side",
          16,
          0,
          1,
          new ReferenceReturns(0, 1),
          "test",
          List.of());

  private final Valve valve = new Valve();

  @Test
  void anAgentThatAsksForIt_isToldTheWholeState() {
    try (Environment env = open(valve, true)) {
      assertThat(env.spec().observation()).isEqualTo(new ObservationSpec(16, 16, 2));
      assertThat(env.reset(7).observation().proprio()).containsExactly(0.5f, 7);

      TimeStep next = env.step(new float[] {1});

      assertThat(next.observation().proprio()).containsExactly(0.5f, 8);
      assertThat(next.observation().image()).hasSize(3 * 16 * 16);
      assertThat(next.reward()).isEqualTo(1);
      assertThat(next.truncated()).isTrue();
    }
    assertThat(valve.closed).isTrue();
  }

  @Test
  void anyOther_feelsWhatTheBodyFeels() {
    try (Environment env = open(valve, false)) {
      assertThat(env).isSameAs(valve);
      assertThat(env.reset(7).observation().proprio()).containsExactly(0.5f);
    }
  }

  @Test
  void anEnvironmentThatKeepsItsState_isClosedAndNamed() {
    Secretive secretive = new Secretive();

    assertThatThrownBy(() -> open(secretive, true).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stateful asks for the whole state of valve@1");
    assertThat(secretive.valve.closed).isTrue();
  }

  private static Environment open(Environment env, boolean wholeState) {
    return StateEnvironment.open(new One(env), TASK, SEEN, new Stateful(wholeState));
  }

  private record One(Environment env) implements EnvironmentCatalogue {
    @Override
    public List<TaskDescriptor> tasks() {
      return List.of(TASK);
    }

    @Override
    public TaskDescriptor task(TaskId id) {
      return TASK;
    }

    @Override
    public Environment open(TaskId id, ObservationSpec observation) {
      return env;
    }
  }

  private record Stateful(boolean wholeState) implements Algorithm {
    private record None() {}

    @Override
    public AlgorithmDescriptor<?> describe() {
      return new AlgorithmDescriptor<>(
          "stateful",
          1,
          "Looks at states.",
          "none",
          None.class,
          profile -> new None(),
          Set.of(LearningMode.ONLINE),
          wholeState);
    }

    @Override
    public Policy readPolicy(PolicyContext context, InputStream in) {
      throw new UnsupportedOperationException("no policy is asked for here");
    }
  }

  private static final class Valve implements Environment, PhysicsAccess {
    private float turned;
    private boolean closed;

    @Override
    public EnvironmentSpec spec() {
      return new EnvironmentSpec(TASK, SEEN);
    }

    @Override
    public TimeStep reset(long seed) {
      turned = seed;
      return new TimeStep(seen(), 0, false, false);
    }

    @Override
    public TimeStep step(float[] action) {
      turned += action[0];
      return new TimeStep(seen(), 1, false, true);
    }

    private Observation seen() {
      return new Observation(new byte[SEEN.imageBytes()], proprio());
    }

    @Override
    public float[] proprio() {
      return new float[] {0.5f};
    }

    @Override
    public float[] state() {
      return new float[] {0.5f, turned};
    }

    @Override
    public double[] positions() {
      return new double[] {turned};
    }

    @Override
    public double[] velocities() {
      return new double[1];
    }

    @Override
    public TimeStep place(double[] positions, double[] velocities) {
      return reset(Math.round(positions[0]));
    }

    @Override
    public double controlStep(double[] action) {
      turned += (float) action[0];
      return 1;
    }

    @Override
    public List<String> cameras() {
      return List.of("side");
    }

    @Override
    public byte[] render(String camera, int height, int width) {
      return new byte[3 * height * width];
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** The same without a way to its physics. */
  private static final class Secretive implements Environment {
    private final Valve valve = new Valve();

    @Override
    public EnvironmentSpec spec() {
      return valve.spec();
    }

    @Override
    public TimeStep reset(long seed) {
      return valve.reset(seed);
    }

    @Override
    public TimeStep step(float[] action) {
      return valve.step(action);
    }

    @Override
    public void close() {
      valve.close();
    }
  }
}
