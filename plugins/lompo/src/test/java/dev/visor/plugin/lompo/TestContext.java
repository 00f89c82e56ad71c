package dev.visor.plugin.lompo;

import dev.visor.api.Artifacts;
import dev.visor.api.Cancellation;
import dev.visor.api.DatasetView;
import dev.visor.api.EnvironmentSpec;
import dev.visor.api.OfflineContext;
import dev.visor.api.PolicyContext;
import dev.visor.api.RandomStream;
import dev.visor.api.RandomStreams;
import dev.visor.api.Scalars;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A trial in memory. */
final class TestContext implements OfflineContext, PolicyContext {
  private final DatasetView dataset;
  private final EnvironmentSpec spec;
  private final LompoParameters parameters;
  private final Streams streams;
  private final Map<String, Double> lastScalars = new TreeMap<>();
  private final Map<String, byte[]> artifacts = new TreeMap<>();
  private Cancellation cancellation = Cancellation.NEVER;

  /** Named streams whose positions can be kept and put back, as the host does. */
  static final class Streams implements RandomStreams {
    private final String seed;
    private final Map<String, RandomStream> streams = new HashMap<>();

    Streams(String seed) {
      this.seed = seed;
    }

    @Override
    public RandomStream stream(String name) {
      return streams.computeIfAbsent(name, key -> RandomStream.of(seed, key));
    }

    Map<String, Long> positions() {
      Map<String, Long> positions = new TreeMap<>();
      streams.forEach((name, stream) -> positions.put(name, stream.position()));
      return positions;
    }

    void seek(Map<String, Long> positions) {
      positions.forEach((name, position) -> stream(name).seek(position));
    }
  }

  TestContext(DatasetView dataset, EnvironmentSpec spec, LompoParameters parameters, String seed) {
    this.dataset = dataset;
    this.spec = spec;
    this.parameters = parameters;
    this.streams = new Streams(seed);
  }

  TestContext cancelledBy(Cancellation newCancellation) {
    cancellation = newCancellation;
    return this;
  }

  Map<String, Double> lastScalars() {
    return lastScalars;
  }

  Map<String, byte[]> left() {
    return artifacts;
  }

  @Override
  public Artifacts artifacts() {
    return artifacts::put;
  }

  @Override
  public DatasetView dataset() {
    return dataset;
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public <P extends Record> P parameters(Class<P> type) {
    return type.cast(parameters);
  }

  @Override
  public Streams random() {
    return streams;
  }

  @Override
  public Scalars scalars() {
    return (name, update, value) -> lastScalars.put(name, value);
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public int threads() {
    return 1;
  }
}
