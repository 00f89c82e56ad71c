package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Dense;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ensemble: several heads that each predict the stochastic state from the deterministic one.
 */
final class PriorEnsemble {
  private final List<GaussianHead> heads = new ArrayList<>();

  PriorEnsemble(ModelShape shape, Tensors parameters) {
    for (int k = 0; k < shape.ensemble(); k++) {
      heads.add(
          new GaussianHead(
              member(parameters, "prior/hidden", k), member(parameters, "prior/out", k)));
    }
  }

  /** One head's layer: its slices of kernel and bias, copied. */
  private static Dense member(Tensors parameters, String name, int k) {
    int[] shape = parameters.shape(name + "/kernel");
    int kernel = shape[1] * shape[2];
    int bias = shape[2];
    return new Dense(
        Arrays.copyOfRange(parameters.get(name + "/kernel"), k * kernel, (k + 1) * kernel),
        Arrays.copyOfRange(parameters.get(name + "/bias"), k * bias, (k + 1) * bias));
  }

  /** The heads, as the last {@link #forward} left them. */
  List<GaussianHead> heads() {
    return heads;
  }

  /** Lets every head predict from the same deterministic states. */
  void forward(LatentStates states, int rows) {
    for (GaussianHead head : heads) {
      head.forward(states.deter(), rows);
    }
  }
}
