package dev.visor.plugin.lompo;

import dev.visor.nn.Activation;
import dev.visor.nn.Actor;
import dev.visor.nn.Adam;
import dev.visor.nn.Critics;
import dev.visor.nn.Parameters;
import dev.visor.nn.Team;
import dev.visor.nn.TeamGradient;
import dev.visor.nn.TwinCritics;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The agent: an actor, two critics and their targets, which follow the gradients of {@link
 * AgentLoss}. The members of a team share the rows of a batch.
 *
 * <pre>
 * Q̄ ← Q̄ + τ (Q − Q̄)
 * </pre>
 */
final class ActorCritic {
  private final LompoParameters parameters;
  private final int actionSize;
  private final int rows;

  private final Team team;
  private final Parameters actorWeights;
  private final Actor actor;
  private final Optional<Temperature> temperature;
  private final TwinCritics critics;
  private final TeamGradient actorGradient;
  private final TeamGradient criticGradient;
  private final Adam actorAdam;
  private final Adam criticAdam;
  private final List<Part> parts = new ArrayList<>();
  private final Team.Task learningValues = this::learnValues;
  private final Team.Task learningActions = this::learnActions;
  private AgentBatch batch;

  /** The rows of a batch that one member takes, and what it found there. */
  private static final class Part {
    private final AgentLoss loss;
    private final AgentBatch batch;
    private final int first;
    private double target;
    private AgentLoss.CriticLoss critic = new AgentLoss.CriticLoss(0, 0);
    private double actor;

    Part(AgentLoss loss, AgentBatch batch, int first) {
      this.loss = loss;
      this.batch = batch;
      this.first = first;
    }
  }

  /**
   * Makes a new agent.
   *
   * @param workspace where it lives
   * @param team of no more members than a batch has rows
   * @param random for first weights
   */
  ActorCritic(
      Workspace workspace,
      Team team,
      LompoParameters parameters,
      int featureSize,
      int actionSize,
      RandomGenerator random) {
    this.parameters = parameters;
    this.actionSize = actionSize;
    this.team = team;
    rows = parameters.realRows() + parameters.imaginedRows();

    actorWeights = LatentActor.layout(parameters, featureSize, actionSize).allocate(workspace);
    LatentActor.initialise(parameters, actorWeights, random);
    actor = LatentActor.of(parameters.actor(), actorWeights, parameters.actorLayers());
    temperature =
        parameters.actor() == ActorKind.GAUSSIAN
            ? Optional.of(new Temperature(workspace, parameters, actionSize))
            : Optional.empty();
    critics =
        new TwinCritics(
            workspace,
            Critics.Shape.twins(
                featureSize,
                actionSize,
                parameters.criticLayers(),
                parameters.criticUnits(),
                Activation.ELU),
            random);
    if (!parameters.targetsCopied()) {
      critics.targets().initialise(random);
    }
    actorAdam = new Adam(actorWeights, parameters.actorRate(), parameters.gradientClip(), team);
    criticAdam =
        new Adam(criticWeights(), parameters.criticRate(), parameters.gradientClip(), team);

    List<Workspace> workspaces = new ArrayList<>(List.of(workspace));
    while (workspaces.size() < team.members()) {
      workspaces.add(workspace.beside());
    }
    actorGradient = new TeamGradient(team, actorWeights, workspaces);
    criticGradient = new TeamGradient(team, criticWeights(), workspaces);
    batch = new AgentBatch(0, featureSize, actionSize);
    for (int member = 0; member < team.members(); member++) {
      int first = team.first(member, rows);
      int count = team.first(member + 1, rows) - first;
      AgentLoss loss = loss(workspaces.get(member), member, count);
      // Who takes all rows takes them as they are.
      parts.add(
          new Part(
              loss,
              team.members() == 1 ? batch : new AgentBatch(count, featureSize, actionSize),
              first));
    }
  }

  private AgentLoss loss(Workspace workspace, int member, int count) {
    AgentPart part =
        new AgentPart(
            workspace,
            parameters,
            actorWeights,
            critics,
            actorGradient.part(member),
            criticGradient.part(member),
            count,
            rows);
    return temperature.isPresent()
        ? new SoftAgentLoss(part, temperature.get())
        : new DeterministicAgentLoss(part);
  }

  Actor actor() {
    return actor;
  }

  /** The critics that learn. */
  Critics critics() {
    return critics.current();
  }

  /** The weight of the entropy; empty where the actor is not random. */
  Optional<Temperature> temperature() {
    return temperature;
  }

  /** The actor's arrays, shared. */
  Parameters actorWeights() {
    return actorWeights;
  }

  /** The gradient of the actor's loss after the last update. */
  Parameters actorGradient() {
    return actorGradient.part(0);
  }

  /** The gradient of the critics' loss after the last update. */
  Parameters criticGradient() {
    return criticGradient.part(0);
  }

  /** The critics' arrays, shared. */
  Parameters criticWeights() {
    return critics.current().parameters();
  }

  /** The target critics' arrays, shared. */
  Parameters targetWeights() {
    return critics.targets().parameters();
  }

  /**
   * Makes one update of critics, then actor, then temperature, then target critics.
   *
   * @param newBatch as many rows as the parameters say, with noise for an actor that is random
   */
  AgentLosses update(AgentBatch newBatch) {
    batch = newBatch;
    team.run(learningValues);
    double criticNorm = criticAdam.update(criticGradient.sum());
    team.run(learningActions);
    double actorNorm = actorAdam.update(actorGradient.sum());
    double alpha = temperature.isPresent() ? temperature.get().value() : 0;
    double entropy = 0;
    if (temperature.isPresent()) {
      for (Part part : parts) {
        entropy -= part.loss.logDensity();
      }
      temperature.get().adapt(-entropy);
    }
    critics.approachTargets(parameters.targetRate());
    return losses(criticNorm, actorNorm, entropy, alpha);
  }

  private AgentLosses losses(double criticNorm, double actorNorm, double entropy, double alpha) {
    double value = 0;
    double target = 0;
    double critic = 0;
    double actorLoss = 0;
    int saturated = 0;
    for (Part part : parts) {
      value += part.critic.value();
      target += part.target;
      critic += part.critic.loss();
      actorLoss += part.actor;
      saturated += part.loss.saturated();
    }
    return new AgentLosses(
        value,
        target,
        critic,
        actorLoss,
        criticNorm,
        actorNorm,
        entropy,
        alpha,
        (double) saturated / (rows * actionSize));
  }

  private void learnValues(int member) {
    Part part = parts.get(member);
    AgentBatch own = take(part);
    part.target = part.loss.target(own);
    part.critic = part.loss.criticLoss(own);
  }

  private void learnActions(int member) {
    Part part = parts.get(member);
    part.actor = part.loss.actorLoss(parts.size() == 1 ? batch : part.batch);
  }

  private AgentBatch take(Part part) {
    if (parts.size() == 1) {
      return batch;
    }
    part.batch.take(batch, part.first);
    return part.batch;
  }

  /** Writes networks and optimisers. */
  void save(DataOutputStream out) throws IOException {
    actorWeights.write(out);
    critics.save(out);
    actorAdam.save(out);
    criticAdam.save(out);
    if (temperature.isPresent()) {
      temperature.get().save(out);
    }
  }

  /** Takes up what {@link #save} wrote. */
  void restore(DataInputStream in) throws IOException {
    actorWeights.read(in);
    critics.restore(in);
    actorAdam.restore(in);
    criticAdam.restore(in);
    if (temperature.isPresent()) {
      temperature.get().restore(in);
    }
  }
}
