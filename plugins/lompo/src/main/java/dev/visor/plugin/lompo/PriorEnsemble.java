package dev.visor.plugin.lompo;

import dev.visor.plugin.lompo.net.Dense;
import dev.visor.plugin.lompo.net.Tensors;
import java.util.ArrayList;
import java.util.List;

/**
 * The ensemble: several heads that each predict the stochastic state from the deterministic one.
 */
final class PriorEnsemble {
  private static final String HIDDEN = "prior/hidden";
  private static final String OUT = "prior/out";

  /** One head and the copies that it works on. */
  private record Member(GaussianHead head, Dense hidden, Dense out) {}

  private final Tensors parameters;
  private final List<Member> members = new ArrayList<>();

  PriorEnsemble(ModelShape shape, Tensors parameters) {
    this.parameters = parameters;
    for (int k = 0; k < shape.ensemble(); k++) {
      Dense hidden = Dense.zeros(shape.deter(), shape.units());
      Dense out = Dense.zeros(shape.units(), 2 * shape.stoch());
      members.add(new Member(new GaussianHead(hidden, out), hidden, out));
    }
    refresh();
  }

  /** Takes the parameters as they now are. */
  void refresh() {
    for (int k = 0; k < members.size(); k++) {
      read(HIDDEN, k, members.get(k).hidden());
      read(OUT, k, members.get(k).out());
    }
  }

  private void read(String name, int k, Dense target) {
    int kernel = target.kernel().length;
    int bias = target.bias().length;
    System.arraycopy(parameters.get(name + "/kernel"), k * kernel, target.kernel(), 0, kernel);
    System.arraycopy(parameters.get(name + "/bias"), k * bias, target.bias(), 0, bias);
  }

  /** The heads, as the last {@link #forward} left them. */
  List<GaussianHead> heads() {
    return members.stream().map(Member::head).toList();
  }

  /** Lets every head predict from the same deterministic states. */
  void forward(LatentStates states, int rows) {
    for (Member member : members) {
      member.head().forward(states.deter(), rows);
    }
  }

  /**
   * Goes back through one head; see {@link GaussianHead#backward}.
   *
   * @param gradient whose slices for this head receive the gradient by the parameters
   */
  void backward(
      int k,
      float[] x,
      float[] meanGradient,
      float[] stdGradient,
      float[] below,
      int rows,
      Tensors gradient) {
    Member member = members.get(k);
    Dense hidden = Dense.zeros(member.hidden().inputs(), member.hidden().outputs());
    Dense out = Dense.zeros(member.out().inputs(), member.out().outputs());
    member.head().backward(x, meanGradient, stdGradient, hidden, out, below, rows);
    write(HIDDEN, k, hidden, gradient);
    write(OUT, k, out, gradient);
  }

  private static void write(String name, int k, Dense source, Tensors target) {
    int kernel = source.kernel().length;
    int bias = source.bias().length;
    System.arraycopy(source.kernel(), 0, target.get(name + "/kernel"), k * kernel, kernel);
    System.arraycopy(source.bias(), 0, target.get(name + "/bias"), k * bias, bias);
  }
}
