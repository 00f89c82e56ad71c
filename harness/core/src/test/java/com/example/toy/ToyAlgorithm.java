package com.example.toy;

import dev.visor.api.Algorithm;
import dev.visor.api.AlgorithmDescriptor;
import dev.visor.api.LearningMode;
import dev.visor.api.Observation;
import dev.visor.api.OfflineContext;
import dev.visor.api.OfflineTrainer;
import dev.visor.api.OnlineContext;
import dev.visor.api.OnlineTrainer;
import dev.visor.api.Parameter;
import dev.visor.api.Policy;
import dev.visor.api.PolicyContext;
import dev.visor.api.RandomStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/**
 * Fits {@code action = weight × place} to the data, one random transition an update; online, to
 * what earned more than it did on average.
 */
@Extension
public final class ToyAlgorithm implements Algorithm {

  /** Its parameters. */
  public record Settings(
      @Parameter(value = "Training updates.", source = "ours", min = 0) int updates,
      @Parameter(value = "How an update misbehaves.", source = "ours") Mischief mischief,
      @Parameter(value = "The update that misbehaves.", source = "ours") int at,
      @Parameter(value = "How long an update takes.", unit = "ms", source = "ours") int millis) {}

  @Override
  public AlgorithmDescriptor<?> describe() {
    Mischief.ofDescription();
    return new AlgorithmDescriptor<>(
        "toy",
        1,
        "Fits a line to the actions.",
        "none",
        Settings.class,
        profile -> new Settings(40, Mischief.NONE, 20, 0),
        Set.of(LearningMode.OFFLINE, LearningMode.ONLINE));
  }

  @Override
  public OfflineTrainer offline(OfflineContext context) {
    return new ToyTrainer(context, context.parameters(Settings.class));
  }

  @Override
  public OnlineTrainer online(OnlineContext context) {
    return new ToyOnlineTrainer(context, context.parameters(Settings.class));
  }

  @Override
  public Policy readPolicy(PolicyContext context, InputStream in) throws IOException {
    float weight = new DataInputStream(in).readFloat();
    Settings settings = context.parameters(Settings.class);
    return new Policy() {
      private RandomGenerator random = RandomStream.of("before the first episode");

      @Override
      public void reset(RandomGenerator ofEpisode) {
        random = ofEpisode;
      }

      @Override
      public float[] act(Observation observation) {
        float noise = 0.01f * (float) random.nextGaussian();
        float action = weight * observation.proprio()[0] + noise;
        return new float[] {settings.mischief().ofPolicy(Math.max(-1, Math.min(1, action)))};
      }
    };
  }
}
