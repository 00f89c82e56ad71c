package dev.visor.plugin.drq;

import dev.visor.nn.Adam;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** An agent of one actor and two critics, as DrQ-v2 has them, each with an optimiser of its own. */
abstract class ActorCriticAgent implements Agent {
  /** Hidden layers of actor and critics. */
  static final int LAYERS = 2;

  final PixelActor actor;
  final PixelCritics critics;
  final Adam actorAdam;
  final Adam criticAdam;

  /**
   * Makes new networks.
   *
   * @param rows of a batch
   * @param repeats actions that are judged at once for each row
   * @param random for first weights
   */
  ActorCriticAgent(
      Workspace workspace,
      PixelActor.Form form,
      int rows,
      int repeats,
      double learningRate,
      RandomGenerator random) {
    actor = PixelActor.of(workspace, form, rows, random);
    critics =
        new PixelCritics(
            workspace,
            new PixelCritics.Form(form.features(), form.actions(), LAYERS, form.units()),
            rows,
            repeats,
            random);
    actorAdam = actor.adam(learningRate);
    criticAdam = critics.adam(learningRate);
  }

  @Override
  public final PixelActor actor() {
    return actor;
  }

  /** The critics and their targets, shared. */
  final PixelCritics critics() {
    return critics;
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    actor.save(out);
    critics.save(out);
    actorAdam.save(out);
    criticAdam.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    actor.restore(in);
    critics.restore(in);
    actorAdam.restore(in);
    criticAdam.restore(in);
  }
}
