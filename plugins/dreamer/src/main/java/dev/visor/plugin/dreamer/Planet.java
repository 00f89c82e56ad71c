package dev.visor.plugin.dreamer;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.LearningMode;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.pf4j.Extension;

/** PlaNet: no policy is learned, it is planned at every picture. */
@Extension
public final class Planet implements Algorithm {
  @Override
  public AlgorithmDescriptor<PlanetParameters> describe() {
    return new AlgorithmDescriptor<>(
        "planet",
        1,
        "Learns a world model, and plans in it at every picture by the cross-entropy method.",
        "Hafner, Lillicrap, Fischer, Villegas, Ha, Lee, Davidson: Learning Latent Dynamics for"
            + " Planning from Pixels. ICML 2019. arXiv 1811.04551",
        PlanetParameters.class,
        PlanetParameters::defaults,
        Set.of(LearningMode.OFFLINE, LearningMode.ONLINE));
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    return new OfflinePlanet(context, context.parameters(PlanetParameters.class));
  }

  @Override
  public OnlineTrainer online(OnlineContext context) {
    PlanetParameters parameters = context.parameters(PlanetParameters.class);
    OnlineTraining.Schedule schedule =
        new OnlineTraining.Schedule(
            parameters.prefill(), parameters.episodeUpdates(), 0, parameters.episodeUpdates());
    return new OnlineTraining(
        context, schedule, new OnlinePlanet(context, parameters), parameters.replay());
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    return PlanetModel.read(new DataInputStream(new BufferedInputStream(in)), context.spec());
  }
}
