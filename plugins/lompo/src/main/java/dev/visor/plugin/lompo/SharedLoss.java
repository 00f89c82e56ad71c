package dev.visor.plugin.lompo;

import dev.visor.nn.Parameters;
import dev.visor.nn.Team;
import dev.visor.nn.TeamGradient;
import dev.visor.nn.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@link WorldModelLoss} of a batch whose sequences the members of a team share: sequences have
 * nothing in common but the parameters, so that a batch's gradient is the sum of its parts'.
 */
final class SharedLoss {
  private final Team team;
  private final TeamGradient gradient;
  private final List<Part> parts = new ArrayList<>();
  private final Team.Task computing = this::compute;

  private SequenceBatch batch;
  private float[] noise = {};
  private int[] heads = {};
  private int valid;

  /**
   * @param workspace where the values of a batch live, beside which other members have their own
   * @param team of no more members than there are sequences
   * @param model the world model's arrays, read at every call
   */
  SharedLoss(
      Workspace workspace,
      Team team,
      ModelShape shape,
      LompoParameters parameters,
      Parameters model) {
    if (team.members() > parameters.modelBatch()) {
      throw new IllegalArgumentException(
          team.members() + " threads share " + parameters.modelBatch() + " sequences");
    }
    this.team = team;
    List<Workspace> workspaces = new ArrayList<>(List.of(workspace));
    while (workspaces.size() < team.members()) {
      workspaces.add(workspace.beside());
    }
    gradient = new TeamGradient(team, model, workspaces);
    for (int member = 0; member < team.members(); member++) {
      int first = team.first(member, parameters.modelBatch());
      int count = team.first(member + 1, parameters.modelBatch()) - first;
      parts.add(
          new Part(
              new WorldModelLoss(
                  workspaces.get(member), shape, parameters, model, gradient.part(member), count),
              shape,
              first,
              new SequenceBatch(shape, count, parameters.sequence())));
    }
    batch = parts.get(0).batch;
  }

  /** Some neighbouring sequences of a batch. */
  private static final class Part {
    private final WorldModelLoss loss;
    private final int first;
    private final SequenceBatch batch;
    private final float[] noise;
    private ModelLosses losses = ModelLosses.NONE;

    Part(WorldModelLoss loss, ModelShape shape, int first, SequenceBatch batch) {
      this.loss = loss;
      this.first = first;
      this.batch = batch;
      noise = new float[batch.rows() * shape.stoch()];
    }

    void take(SequenceBatch whole, float[] wholeNoise) {
      batch.take(whole, first);
      int length = noise.length / batch.rows();
      for (int t = 0; t < batch.length(); t++) {
        System.arraycopy(
            wholeNoise,
            (t * whole.batch() + first) * length,
            noise,
            t * batch.batch() * length,
            batch.batch() * length);
      }
    }
  }

  /** The gradient that the last {@link #compute} computed. */
  Parameters gradient() {
    return gradient.part(0);
  }

  /**
   * Computes loss and gradient of one batch.
   *
   * @param noise standard Gaussian draws for the posterior, rows × length of a stochastic state
   * @param heads the prior head of each time step; not read where all heads learn
   */
  ModelLosses compute(SequenceBatch newBatch, float[] newNoise, int[] newHeads) {
    batch = newBatch;
    noise = newNoise;
    heads = newHeads;
    valid = batch.valid();
    team.run(computing);
    gradient.sum();
    ModelLosses sum = parts.get(0).losses;
    for (int i = 1; i < parts.size(); i++) {
      sum = sum.plus(parts.get(i).losses);
    }
    return sum;
  }

  private void compute(int member) {
    Part part = parts.get(member);
    if (parts.size() == 1) {
      part.losses = part.loss.compute(batch, noise, heads, valid);
    } else {
      part.take(batch, noise);
      part.losses = part.loss.compute(part.batch, part.noise, heads, valid);
    }
  }
}
