package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.api.Observation;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.TimeStep;
import dev.visor.core.environment.Outcome.Failed;
import dev.visor.core.environment.Outcome.Passed;
import dev.visor.core.environment.Outcome.Skipped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What holds of environments whose physics can be read and set. */
final class PhysicsChecks {
  private static final int FEW = 20;
  private static final double ROUNDING = 1e-9;

  private PhysicsChecks() {}

  static List<EnvironmentCheck> all() {
    return List.of(
        new EnvironmentCheck(
            "the same state gives the same picture and the same future",
            physical(PhysicsChecks::placedTwice)),
        new EnvironmentCheck(
            "a state that is none is refused", physical(PhysicsChecks::badStatesRefused)),
        new EnvironmentCheck("two renders of a state are equal", physical(PhysicsChecks::renders)),
        new EnvironmentCheck(
            "control steps add up to a decision", physical(PhysicsChecks::controlSteps)),
        new EnvironmentCheck("the state is told whole", physical(PhysicsChecks::state)));
  }

  private interface Body {
    Outcome check(Subject subject, Environment env, PhysicsAccess physics);
  }

  private static EnvironmentCheck.Body physical(Body body) {
    return subject -> {
      try (Environment env = subject.open()) {
        return env instanceof PhysicsAccess physics
            ? body.check(subject, env, physics)
            : new Skipped("the environment gives no access to its physics");
      }
    };
  }

  private static Outcome placedTwice(Subject subject, Environment env, PhysicsAccess physics) {
    Trajectory.play(env, 1, subject.actions(1), FEW);
    double[] positions = physics.positions();
    double[] velocities = physics.velocities();
    TimeStep first = physics.place(positions, velocities);
    byte[] picture = picture(subject, physics);
    Trajectory future = Trajectory.follow(env, first, subject.actions(2), FEW);
    TimeStep again = physics.place(positions, velocities);
    Optional<String> drawn = Trajectory.pictureDifference(picture, picture(subject, physics));
    if (drawn.isPresent()) {
      return new Failed(
          "put into the same state again, " + drawn.get(),
          "compute all poses from the new state before drawing");
    }
    Optional<String> difference =
        future.difference(Trajectory.follow(env, again, subject.actions(2), FEW));
    if (difference.isPresent()) {
      return new Failed(
          "from the same state with the same actions, " + difference.get(),
          "in place(), put back everything else too: controls, warm starts, time and counters");
    }
    if (!Arrays.equals(positions, placedPositions(physics, positions, velocities))) {
      return new Failed(
          "positions() are not those that place() was given", "leave the given state as it is");
    }
    return new Passed(future.decisions() + " decisions from a state");
  }

  private static double[] placedPositions(
      PhysicsAccess physics, double[] positions, double[] velocities) {
    physics.place(positions, velocities);
    return physics.positions();
  }

  private static Outcome badStatesRefused(Subject subject, Environment env, PhysicsAccess physics) {
    env.reset(1);
    double[] positions = physics.positions();
    double[] velocities = physics.velocities();
    double[] notFinite = positions.clone();
    notFinite[0] = Double.NaN;
    List<double[][]> states =
        List.of(
            new double[][] {new double[positions.length + 1], velocities},
            new double[][] {positions, new double[velocities.length + 1]},
            new double[][] {notFinite, velocities});
    for (double[][] state : states) {
      try {
        physics.place(state[0], state[1]);
        return new Failed(
            "it takes positions "
                + Arrays.toString(state[0])
                + " and velocities "
                + Arrays.toString(state[1]),
            "throw an IllegalArgumentException for a wrong length or a value that is not finite");
      } catch (IllegalArgumentException expected) {
        // As it should be; whether the state is as it was is seen below.
      }
    }
    return Arrays.equals(positions, physics.positions())
        ? new Passed("wrong lengths, not finite")
        : new Failed(
            "a refused state changed the positions", "look at the whole state before any is used");
  }

  private static Outcome renders(Subject subject, Environment env, PhysicsAccess physics) {
    if (!physics.cameras().contains(subject.task().camera())) {
      return new Failed(
          "its cameras " + physics.cameras() + " lack the task's own, " + subject.task().camera(),
          "name in the descriptor a camera of the model");
    }
    Observation seen = env.reset(1).observation();
    for (String camera : physics.cameras()) {
      int edge = subject.task().imageSize();
      byte[] one = physics.render(camera, edge, 2 * edge);
      if (one.length != 6 * edge * edge) {
        return new Failed(
            "a picture of " + edge + " × " + 2 * edge + " pixels has " + one.length + " bytes",
            "return height × width × 3 bytes");
      }
      Optional<String> difference =
          Trajectory.pictureDifference(one, physics.render(camera, edge, 2 * edge));
      if (difference.isPresent()) {
        return new Failed(
            "drawn twice from camera " + camera + ", " + difference.get(),
            "draw from the state alone; keep nothing from one picture to the next");
      }
    }
    Optional<String> shown = Trajectory.pictureDifference(seen.image(), picture(subject, physics));
    if (shown.isPresent()) {
      return new Failed(
          "what the agent sees is not what its camera shows: " + shown.get(),
          "draw observations with the task's camera, after the state is up to date");
    }
    return new Passed("cameras " + String.join(", ", physics.cameras()));
  }

  private static Outcome controlSteps(Subject subject, Environment env, PhysicsAccess physics) {
    env.reset(1);
    double[] positions = physics.positions();
    double[] velocities = physics.velocities();
    float[] action = subject.actions(1).next();
    physics.place(positions, velocities);
    double sum = 0;
    for (int i = 0; i < subject.task().actionRepeat(); i++) {
      sum += physics.controlStep(Subject.exactly(action));
    }
    float[] afterControlSteps = physics.proprio();
    physics.place(positions, velocities);
    TimeStep decision = env.step(action);
    if (!(Math.abs(sum - decision.reward()) <= ROUNDING)) {
      return new Failed(
          "a decision earns " + decision.reward() + ", its control steps " + sum + " together",
          "sum the rewards of the control steps over the action repeat");
    }
    if (!Arrays.equals(afterControlSteps, decision.observation().proprio())) {
      return new Failed(
          "after a decision the proprioceptive values are not those after its control steps",
          "compute both in the same way");
    }
    return new Passed(subject.task().actionRepeat() + " control steps a decision");
  }

  private static Outcome state(Subject subject, Environment env, PhysicsAccess physics) {
    List<String> names = subject.task().state();
    Trajectory.play(env, 1, subject.actions(1), FEW);
    float[] told = physics.state();
    if (told.length != names.size()) {
      return new Failed(
          "state() has " + told.length + " values, and the task names " + names.size(),
          "name every value in TaskDescriptor.state(), in its order");
    }
    for (int i = 0; i < told.length; i++) {
      if (!Float.isFinite(told[i])) {
        return new Failed(
            "the state's " + names.get(i) + " is " + told[i], "tell finite values alone");
      }
    }
    List<String> felt = subject.task().proprioception();
    float[] proprio = physics.proprio();
    for (int i = 0; i < felt.size(); i++) {
      String name = felt.get(i);
      int place = names.indexOf(name);
      if (place >= 0 && told[place] != proprio[i]) {
        return new Failed(
            name + " is another value in the state than what the agent feels",
            "tell one value under one name");
      }
    }
    return new Passed(names.size() + " values");
  }

  private static byte[] picture(Subject subject, PhysicsAccess physics) {
    int edge = subject.task().imageSize();
    return physics.render(subject.task().camera(), edge, edge);
  }
}
