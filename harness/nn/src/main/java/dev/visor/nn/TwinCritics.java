package dev.visor.nn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * {@link Critics}, mostly two, with the slow copies of them that targets are computed from, and
 * with their gradient: what every actor-critic keeps.
 *
 * <pre>
 * Q̄ ← Q̄ + τ (Q − Q̄)          Polyak averaging (Lillicrap et al. 2016)
 * </pre>
 */
public final class TwinCritics {
  private final Critics current;
  private final Critics targets;
  private final Critics gradient;

  /**
   * New critics, and targets that are copies of them.
   *
   * @param workspace where their arrays live
   * @param random for first weights
   */
  public TwinCritics(Workspace workspace, Critics.Shape shape, RandomGenerator random) {
    Layout layout = shape.layout();
    current = new Critics(shape, layout.allocate(workspace));
    targets = new Critics(shape, layout.allocate(workspace));
    gradient = new Critics(shape, layout.allocate(workspace));
    current.initialise(random);
    targets.parameters().set(current.parameters());
  }

  /** The critics that learn. */
  public Critics current() {
    return current;
  }

  /** The critics that follow them slowly. */
  public Critics targets() {
    return targets;
  }

  /** The gradient by the weights of the critics that learn, which {@link Critics.Pass} adds to. */
  public Critics gradient() {
    return gradient;
  }

  /**
   * Lets the targets follow.
   *
   * @param rate τ, from 0, which changes nothing, to 1, which copies
   */
  public void approachTargets(double rate) {
    targets.parameters().approach(current.parameters(), (float) rate);
  }

  /** Writes critics and targets. */
  public void save(DataOutputStream out) throws IOException {
    current.parameters().write(out);
    targets.parameters().write(out);
  }

  /**
   * Takes up what {@link #save} wrote.
   *
   * @throws IOException if the stream ends early or holds something else
   */
  public void restore(DataInputStream in) throws IOException {
    current.parameters().read(in);
    targets.parameters().read(in);
  }
}
