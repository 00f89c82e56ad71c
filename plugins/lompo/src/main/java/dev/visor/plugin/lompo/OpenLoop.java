package dev.visor.plugin.lompo;

import dev.visor.api.RandomStream;
import dev.visor.nn.rssm.Gaussians;
import dev.visor.nn.rssm.LatentStates;
import java.util.List;

/**
 * Goes along held-out windows in two ways at once: by the posterior, which sees every picture, and
 * from the end of the context on by the ensemble alone, which is told nothing but the recorded
 * actions. Heads take turns at random, as they do in imagination.
 *
 * <p>The same random numbers are drawn each time, so that two runs differ by the model alone.
 */
final class OpenLoop {
  private final HeldOutWindows windows;
  private final WorldModel model;
  private final RandomStream random;
  private final int count;
  private final LatentStates states;
  private final LatentStates rollout;
  private final float[] embeddings;
  private final float[] noise;
  private final float[] guessed;
  private final float[] features;
  private final float[] rolledFeatures;

  /** Sees what there is on the way. */
  interface Visitor {
    /** Called at every time, when {@link OpenLoop#priors} are about what the posterior sees. */
    void followed(int t);

    /** Called after that, from the end of the context on. */
    void rolled(int t);
  }

  /**
   * @param model that takes as many rows as there are windows
   */
  OpenLoop(HeldOutWindows windows, WorldModel model, RandomStream random) {
    this.windows = windows;
    this.model = model;
    this.random = random;
    count = windows.count();
    ModelShape shape = model.shape();
    states = new LatentStates(shape.latent(), count);
    rollout = new LatentStates(shape.latent(), count);
    embeddings = new float[count * shape.embedding()];
    noise = new float[count * shape.stoch()];
    guessed = new float[count * shape.stoch()];
    features = new float[count * shape.features()];
    rolledFeatures = new float[count * shape.features()];
  }

  /** Goes along all windows once, with the weights as they now are. */
  void run(Visitor visitor) {
    random.seek(0);
    model.perception().refresh();
    states.clear();
    for (int t = 0; t < windows.length(); t++) {
      follow(t);
      visitor.followed(t);
      if (t == windows.context() - 1) {
        for (int i = 0; i < count; i++) {
          rollout.set(i, states, i);
        }
      }
      if (t >= windows.context()) {
        roll();
        visitor.rolled(t);
      }
    }
  }

  private void follow(int t) {
    windows.read(t);
    model.perception().encode(windows.images(), windows.proprio(), count, embeddings, 0);
    Noise.fill(random, noise, noise.length);
    model.filter().step(states, windows.taken(), embeddings, noise, count);
    states.features(features, count);
    model.ensemble().forward(states, count);
    draw(guessed);
  }

  private void roll() {
    model.filter().recurrence().step(rollout, windows.taken(), count);
    model.ensemble().forward(rollout, count);
    draw(rollout.stoch());
    rollout.features(rolledFeatures, count);
  }

  private void draw(float[] target) {
    Noise.fill(random, noise, noise.length);
    List<Gaussians> heads = priors();
    heads.get(random.nextInt(heads.size())).sample(noise, target, count);
  }

  /** The priors of the state that was reached last. */
  List<Gaussians> priors() {
    return model.ensemble().priors();
  }

  /** The posteriors there. */
  Gaussians posterior() {
    return (Gaussians) model.filter().posterior();
  }

  /** Stochastic states that a prior guessed where the posterior was followed, windows × size. */
  float[] guessed() {
    return guessed;
  }

  /** Features along the posterior, windows × length. */
  float[] features() {
    return features;
  }

  /** Features along the rollout, windows × length. */
  float[] rolledFeatures() {
    return rolledFeatures;
  }
}
