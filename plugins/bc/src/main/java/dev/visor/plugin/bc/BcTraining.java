package dev.visor.plugin.bc;

import dev.visor.nn.Adam;
import dev.visor.nn.Elementary;
import dev.visor.nn.Parameters;
import dev.visor.nn.Team;
import dev.visor.nn.TeamGradient;
import dev.visor.nn.WeightAverage;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loss of behaviour cloning and its descent. Threads share the rows of a batch.
 *
 * <pre>
 * L = mean over rows and values of (tanh(f(pictures)) − data's action)²
 * </pre>
 */
final class BcTraining {
  /** Most rows that go forward and back at once; fewer were measured to be slower. */
  private static final int AT_ONCE = 256;

  /** Greatest norm of a gradient: none. */
  private static final double NO_LIMIT = Double.MAX_VALUE;

  private final WeightAverage average;
  private final Team team;
  private final TeamGradient gradient;
  private final Adam adam;
  private final List<Perception> perceptions = new ArrayList<>();
  private final int actionSize;
  private final double[] losses;
  private final Team.Task computing = this::compute;

  private byte[] pictures = {};
  private float[] actions = {};

  /**
   * @param workspace of the first thread, beside which others have their own
   * @param weights what is trained, in place
   */
  BcTraining(
      Workspace workspace,
      BcParameters parameters,
      Architecture architecture,
      Parameters weights,
      int threads) {
    average = new WeightAverage(weights, parameters.weightAverage());
    actionSize = architecture.actions();
    team = workspace.own(new Team(threads));
    List<Workspace> workspaces = new ArrayList<>(List.of(workspace));
    while (workspaces.size() < threads) {
      workspaces.add(workspace.beside());
    }
    gradient = new TeamGradient(team, weights, workspaces);
    adam = new Adam(weights, parameters.learningRate(), NO_LIMIT, team);
    losses = new double[threads];
    int rows = Math.min(AT_ONCE, (parameters.batch() + threads - 1) / threads);
    for (int member = 0; member < threads; member++) {
      perceptions.add(
          Perception.trained(
              workspaces.get(member), architecture, weights, gradient.part(member), rows));
    }
  }

  /** The gradient of the last {@link #fit}. */
  Parameters gradient() {
    return gradient.part(0);
  }

  /** The weights that act: their average, where there is one. */
  Parameters acting() {
    return average.acting();
  }

  /**
   * One step of Adam.
   *
   * @param newPictures stacks of unsigned bytes, one for each of the batch's rows
   * @param newActions what the data did, rows × length
   * @return the loss before the step
   */
  double fit(byte[] newPictures, float[] newActions) {
    pictures = newPictures;
    actions = newActions;
    team.run(computing);
    adam.update(gradient.sum());
    average.follow();
    double loss = 0;
    for (double part : losses) {
      loss += part;
    }
    return loss;
  }

  /** Writes what training knows beside the weights. */
  void save(DataOutputStream out) throws IOException {
    adam.save(out);
    average.save(out);
  }

  /** Reads what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    adam.restore(in);
    average.restore(in);
  }

  /** Computes loss and gradient of a member's rows. */
  private void compute(int member) {
    Perception perception = perceptions.get(member);
    gradient.part(member).clear();
    perception.refresh();
    int rows = actions.length / actionSize;
    int end = team.first(member + 1, rows);
    losses[member] = 0;
    for (int first = team.first(member, rows); first < end; first += perception.rows()) {
      losses[member] += compute(perception, first, Math.min(perception.rows(), end - first));
    }
  }

  /** Adds the gradient of some rows; returns their part of the loss. */
  private double compute(Perception perception, int first, int count) {
    float[] raw = perception.forward(pictures, first, count);
    float[] errors = perception.outputGradient();
    Arrays.fill(errors, 0);
    double loss = 0;
    for (int i = 0; i < count * actionSize; i++) {
      float action = Elementary.tanh(raw[i]);
      float difference = action - actions[first * actionSize + i];
      loss += (double) difference * difference / actions.length;
      errors[i] = 2 * difference * (1 - action * action) / actions.length;
    }
    perception.backward();
    return loss;
  }
}
