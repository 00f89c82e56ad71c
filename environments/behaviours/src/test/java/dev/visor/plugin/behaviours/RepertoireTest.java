package dev.visor.plugin.behaviours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepertoireTest {
  private static final Pattern MADE = Pattern.compile("FILE (\\d+) \\d+: a return of ([\\d.]+)");

  private final Environment env =
      new Host().open(new TaskId("adroit-pen", 1), new ObservationSpec(16, 16, 0));
  private final PhysicsAccess physics = (PhysicsAccess) env;

  @AfterEach
  void close() {
    env.close();
  }

  @Test
  void thePlanOfTheNearestTargetIsPlayed_andOfEquallyNearOnesTheFirst() {
    env.reset(3);
    double[] target = target();
    double[] opposite = {-target[0], -target[1], -target[2]};
    Repertoire repertoire =
        new Repertoire("", List.of(plan(opposite, 1), plan(target, 2), plan(target, 3)));

    assertThat(repertoire.act(physics, 0)).containsExactly(2);
  }

  @Test
  void aPoseIsHeldForTwoDecisions() {
    env.reset(3);
    KeyPoses poses = new KeyPoses("", new int[] {0, 2, 4}, new double[][] {{1}, {2}, {3}});
    Repertoire repertoire =
        new Repertoire("", List.of(new Repertoire.Plan(new double[] {0, 0, 1}, poses)));

    for (int decision = 0; decision < 6; decision++) {
      assertThat(repertoire.act(physics, decision)).containsExactly(1 + decision / 2);
    }
  }

  @Test
  void eachPlanIsForTheTargetOfItsReset_andEarnsThereWhatItsFileSays() throws IOException {
    for (Repertoire.Plan plan : Repertoire.ADROIT_PEN.plans()) {
      String name = plan.poses().name();
      Matcher made = MADE.matcher(text(name));
      assertThat(made.find()).as(name).isTrue();
      TimeStep step = env.reset(Long.parseLong(made.group(1)));
      assertThat(target()).as(name).containsExactly(plan.target(), within(1e-7));
      double earned = 0;
      for (int decision = 0; !step.last(); decision++) {
        double[] wanted = Repertoire.ADROIT_PEN.act(physics, decision);
        float[] action = new float[wanted.length];
        for (int i = 0; i < action.length; i++) {
          action[i] = (float) wanted[i];
        }
        step = env.step(action);
        earned += step.reward();
      }
      assertThat(earned).as(name).isCloseTo(Double.parseDouble(made.group(2)), within(0.06));
    }
  }

  @Test
  void anotherPoseOrAnotherTarget_isAnotherIdentity() {
    double[] up = {0, 0, 1};

    assertThat(
            List.of(
                new Repertoire("pen", List.of(plan(up, 1))),
                new Repertoire("pen", List.of(plan(up, 1.5))),
                new Repertoire("pen", List.of(plan(new double[] {0, 1, 0}, 1)))))
        .extracting(Repertoire::identity)
        .doesNotHaveDuplicates()
        .noneMatch(text -> text.contains("\n"));
  }

  private double[] target() {
    float[] state = physics.state();
    return new double[] {state[60], state[61], state[62]};
  }

  private static Repertoire.Plan plan(double[] target, double action) {
    double[][] poses = {{action}, {action}};
    return new Repertoire.Plan(target, new KeyPoses("", new int[] {0, 98}, poses));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = KeyPoses.class.getResourceAsStream("poses/" + name + ".csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
