package dev.visor.plugin.dreamer;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import dev.visor.api.OnlineContext;
import dev.visor.api.PictureAveraging;
import dev.visor.api.RandomStream;
import dev.visor.nn.Workspace;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** PlaNet as it learns online: it plans, and adds Gaussian noise to what it would do. */
final class OnlinePlanet implements OnlineLearner {
  private final PlanetParameters parameters;
  private final RandomStream exploration;
  private final RandomStream planning;
  private final Workspace workspace = new Workspace();
  private final PictureAveraging averaging;
  private final ModelLearner model;
  private final LatentFollower follower;
  private final Planner planner;

  OnlinePlanet(OnlineContext context, PlanetParameters parameters) {
    this.parameters = parameters;
    exploration = context.random().stream("exploration");
    planning = context.random().stream("planning");
    averaging = PictureAveraging.of(context.spec().observation(), parameters.averageTo());
    ObservationSpec observation = averaging.seen(context.spec().observation());
    ModelShape shape = PlanetModel.shape(observation, context.spec().actionSize(), parameters);
    model =
        new ModelLearner(
            workspace, shape, parameters.model(), observation, context.random(), context.scalars());
    follower = new LatentFollower(workspace, shape, averaging, model.weights());
    planner = new Planner(workspace, shape, model.weights(), parameters.planning());
  }

  @Override
  public void begin() {
    follower.reset();
  }

  @Override
  public float[] act(byte[] image) {
    float[] action = planner.plan(follower.see(image, planning), planning);
    for (int i = 0; i < action.length; i++) {
      double noisy = action[i] + parameters.exploration() * exploration.nextGaussian();
      action[i] = (float) Math.min(Math.max(noisy, -1), 1);
    }
    follower.did(action);
    return action;
  }

  @Override
  public void update(DatasetView replay, long at) {
    model.learn(averaging.seen(replay), at);
  }

  @Override
  public void refresh() {
    follower.refresh();
  }

  @Override
  public void writePolicy(OutputStream out) throws IOException {
    PlanetModel.write(out, averaging, model.shape(), model.weights(), parameters.planning());
  }

  @Override
  public void save(DataOutputStream out) throws IOException {
    model.save(out);
    follower.save(out);
  }

  @Override
  public void restore(DataInputStream in) throws IOException {
    model.restore(in);
    follower.restore(in);
    follower.refresh();
  }

  @Override
  public void close() {
    workspace.close();
  }
}
