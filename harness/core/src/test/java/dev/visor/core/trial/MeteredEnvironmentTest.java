package dev.visor.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.Environment;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.Observation;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.ReferenceReturns;
import dev.visor.api.TaskDescriptor;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeteredEnvironmentTest {
  private static final int HORIZON = 7;
  private static final int REPEAT = 2;

  private static final TaskDescriptor TASK =
      new TaskDescriptor(
          new TaskId("sum", 1),
          "Adds up.",
          HORIZON,
          REPEAT,
          0.1,
          List.of("a", "b"),
          List.of("sum"),
          "side",
          16,
          0,
          1,
          new ReferenceReturns(0, 1),
          "test",
          List.of());

  /** What it shows depends on its seed and on every action since. */
  private static final class Sum implements Environment {
    private double sum;
    private int controlSteps;

    @Override
    public EnvironmentSpec spec() {
      return new EnvironmentSpec(TASK, new ObservationSpec(1, 1, 1));
    }

    @Override
    public TimeStep reset(long seed) {
      sum = seed;
      controlSteps = 0;
      return see();
    }

    @Override
    public TimeStep step(float[] action) {
      sum = 0.9 * sum + action[0] - 2 * action[1];
      controlSteps = Math.min(HORIZON, controlSteps + REPEAT);
      return see();
    }

    private TimeStep see() {
      return new TimeStep(
          new Observation(new byte[3], new float[] {(float) sum}),
          1,
          false,
          controlSteps == HORIZON);
    }

    @Override
    public void close() {}
  }

  private final MeteredEnvironment environment = new MeteredEnvironment(new Sum(), 20);

  @Test
  void anActionCountsAsOftenAsItIsRepeated_andTheLastOfAnEpisodeAsFarAsItGoes() {
    environment.reset(1);
    assertThat(environment.steps()).isZero();
    step(0);
    assertThat(environment.steps()).isEqualTo(2);
    step(0);
    step(0);
    step(0);
    assertThat(environment.steps()).isEqualTo(HORIZON);
    environment.reset(2);
    assertThat(environment.steps()).isEqualTo(HORIZON);
  }

  @Test
  void whenTheBudgetIsSpent_noStepIsTaken() {
    for (int episode = 0; !environment.spent(); episode++) {
      environment.reset(episode);
      for (int i = 0; i < 4 && !environment.spent(); i++) {
        step(i);
      }
    }
    assertThat(environment.steps()).isEqualTo(20);
    assertThatThrownBy(() -> step(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the budget of 20 control steps in sum@1 is spent");
  }

  @Test
  void takenUpAgainInTheMiddleOfAnEpisode_itGoesOnThere() throws IOException {
    environment.reset(5);
    step(1);
    step(2);
    MeteredEnvironment other = restored();

    assertThat(other.steps()).isEqualTo(4);
    assertThat(other.step(new float[] {3, 1}).observation().proprio())
        .isEqualTo(environment.step(new float[] {3, 1}).observation().proprio());
  }

  @Test
  void takenUpAgainBetweenEpisodes_itWaitsForAReset() throws IOException {
    environment.reset(5);
    for (int i = 0; i < 4; i++) {
      step(i);
    }
    MeteredEnvironment other = restored();

    assertThat(other.steps()).isEqualTo(HORIZON);
    assertThat(other.reset(6).observation().proprio())
        .isEqualTo(environment.reset(6).observation().proprio());
  }

  @Test
  void thePhysicsStateIsOutOfReach() {
    assertThat(environment).isNotInstanceOf(PhysicsAccess.class);
  }

  private void step(int i) {
    environment.step(new float[] {i, 0.5f});
  }

  private MeteredEnvironment restored() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    environment.save(out);
    MeteredEnvironment other = new MeteredEnvironment(new Sum(), 20);
    other.restore(new ByteArrayInputStream(out.toByteArray()));
    return other;
  }
}
