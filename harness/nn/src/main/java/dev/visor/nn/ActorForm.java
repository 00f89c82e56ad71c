package dev.visor.nn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The form of a {@link TanhGaussianActor} from states. The network puts out what gives the means
 * and then what gives the deviations. Its arrays are named {@code actor/0/kernel} and so on.
 *
 * @param states length of a state
 * @param actions length of an action
 * @param layers hidden layers
 * @param units width of a hidden layer
 * @param activation after a hidden layer
 * @param deviation how deviations are bounded
 */
public record ActorForm(
    int states,
    int actions,
    int layers,
    int units,
    Activation activation,
    Deviation.ClampedLog deviation) {
  private static final String NAME = "actor";

  public ActorForm {
    if (Math.min(states, Math.min(actions, units)) < 1 || layers < 0) {
      throw new IllegalArgumentException(
          "an actor from %d states to %d actions with %d layers of %d"
              .formatted(states, actions, layers, units));
    }
  }

  /** Names and lengths of its arrays. */
  public Layout layout() {
    int[] sizes = new int[layers + 2];
    Arrays.fill(sizes, units);
    sizes[0] = states;
    sizes[layers + 1] = 2 * actions;
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, NAME, sizes);
    return layout.build();
  }

  /** Draws the weights of a new actor: Glorot's, and biases of 0. */
  public void initialise(Parameters parameters, RandomGenerator random) {
    Mlp.initialise(parameters, NAME, layers + 1, random);
  }

  /** The network whose arrays are some parameters, or their gradient. */
  public Mlp network(Parameters parameters) {
    return new Mlp(parameters, NAME, layers + 1, activation);
  }

  /** The actor whose arrays are some parameters. */
  public TanhGaussianActor actor(Parameters parameters) {
    return new TanhGaussianActor(network(parameters), deviation);
  }
}
