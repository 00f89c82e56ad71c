package dev.visor.plugin.drq;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.DatasetView;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.nn.FrameStack;
import dev.visor.nn.PixelEncoder;
import dev.visor.nn.Workspace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.random.RandomGenerator;

/**
 * What the algorithms here have in common: all but parameters and loss.
 *
 * @param <P> its parameters
 */
abstract class PixelAlgorithm<P extends Record> implements Algorithm {
  @Override
  public abstract AlgorithmDescriptor<P> describe();

  /** The parameters that all have. */
  abstract Basis basis(P parameters);

  /** What the actor is made of. */
  abstract PixelActor.Form actor(P parameters, int features, int actions);

  /** New networks, and their losses. */
  abstract Agent agent(
      Workspace workspace, P parameters, PixelActor.Form actor, RandomGenerator random);

  /** What rewards are multiplied by. */
  double rewardScale(P parameters, DatasetView data) {
    return 1;
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    P parameters = context.parameters(describe().parameters());
    return new PixelTrainer(
        context,
        describe().id(),
        basis(parameters),
        rewardScale(parameters, context.dataset()),
        (workspace, features, actions, random) ->
            agent(workspace, parameters, actor(parameters, features, actions), random));
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    P parameters = context.parameters(describe().parameters());
    FrameStack stack = basis(parameters).stack(context.spec().observation());
    PixelEncoder.Form encoder = basis(parameters).encoder(stack);
    PixelActor.Form form = actor(parameters, encoder.features(), context.spec().actionSize());
    return PixelPolicy.read(
        describe().id(), stack, encoder, form, new BufferedInputStream(in, 1 << 16));
  }
}
