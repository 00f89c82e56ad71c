package dev.visor.nn.rssm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.nn.Activation;
import dev.visor.nn.Allocation;
import dev.visor.nn.Deviation;
import dev.visor.nn.Layout;
import dev.visor.nn.Mlp;
import dev.visor.nn.Parameters;
import dev.visor.nn.TruncatedGaussianActor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps through latent states leave the garbage collector nothing to do. */
class LatentAllocationTest {
  private static final LatentShape SHAPE = TinyModel.SHAPE;
  private static final int BATCH = 3;
  private static final int LENGTH = 4;
  private static final int ROWS = BATCH * LENGTH;

  private final TinyModel tiny = new TinyModel();
  private final float[] embeddings = tiny.draw(ROWS * SHAPE.embedding());
  private final float[] actions = tiny.draw(ROWS * SHAPE.actions());
  private final float[] noise = tiny.draw(ROWS * SHAPE.stoch());
  private final float[] slopes = tiny.draw((LENGTH + 1) * BATCH * SHAPE.features());
  private final Gaussians gaussians = Gaussians.rows(ROWS, SHAPE.stoch());
  private final int[] heads = {0, 2, 1, 0};

  @ParameterizedTest
  @EnumSource(Heads.class)
  void sequencesAndDivergence_afterTheFirst_allocateNothing(Heads which) {
    PosteriorSequence sequence =
        new PosteriorSequence(tiny.workspace, SHAPE, tiny.weights, tiny.gradient, BATCH, LENGTH);
    PriorDivergence divergence =
        new PriorDivergence(
            tiny.workspace, SHAPE, tiny.weights, tiny.gradient, which, BATCH, LENGTH);
    float[] weights = tiny.draw(ROWS);
    double[] losses = new double[ROWS];
    assertThat(
            Allocation.by(
                () -> {
                  sequence.forward(embeddings, actions, noise);
                  divergence.forward(sequence, heads, losses);
                  divergence.backward(sequence, weights, weights, slopes, gaussians);
                  sequence.backward(slopes, gaussians, embeddings);
                }))
        .isZero();
  }

  @ParameterizedTest
  @EnumSource(ImaginedRollout.ActorInput.class)
  void rolloutsAndTheirGradient_afterTheFirst_allocateNothing(ImaginedRollout.ActorInput input) {
    Layout.Builder layout = Layout.builder();
    Mlp.declare(layout, "actor", SHAPE.features(), 2 * SHAPE.actions());
    Parameters weights = layout.build().allocate(tiny.workspace);
    Mlp network = new Mlp(weights, "actor", 1, Activation.ELU);
    Mlp gradient = new Mlp(weights.zeros(), "actor", 1, Activation.ELU);
    ImaginedRollout rollout =
        new ImaginedRollout(
            tiny.workspace,
            SHAPE,
            tiny.weights,
            new TruncatedGaussianActor(network, new Deviation.Sigmoid(0.1f)),
            input,
            LENGTH,
            BATCH);
    LatentStates starts = new LatentStates(SHAPE, BATCH);
    assertThat(
            Allocation.by(
                () -> {
                  rollout.forward(starts, actions, noise, heads);
                  rollout.backward(slopes, actions, noise, gradient);
                }))
        .isZero();
  }
}
