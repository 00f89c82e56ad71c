package dev.visor.core.suite;

import dev.visor.api.Profile;
import dev.visor.core.VisorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A suite in the making. Keys are taken up in the order of the file, so that of several mistakes
 * the first is told; what the file leaves out keeps its default.
 */
final class SuiteDraft {
  private static final int MOST_SEEDS = 10_000;
  private static final int MOST_EPISODES = 100_000;
  private static final int MOST_POINTS = 10_000;
  private static final int MOST_THREADS = 1_024;

  private static final Keys SUITE =
      new Keys(
          "the suite",
          "schema: 1",
          "name: walker-laptop",
          "seed: 1",
          "protocol: { eval_episodes: 20 }",
          "observation: 64px",
          "tasks: [walker-walk]",
          "datasets: { kinds: [expert], sizes: [full] }",
          "seeds: 5",
          "profile: laptop",
          "algorithms: [bc]",
          "metrics: [score_0_100]");

  private static final Keys PROTOCOL =
      new Keys(
          "protocol",
          "eval_episodes: 20",
          "eval_points: 10",
          "checkpoint: last3",
          "threads: 1",
          "wall_limit: 2h");

  private static final Keys DATASETS =
      new Keys("datasets", "kinds: [expert]", "sizes: [10k, full]");

  private String name = "";
  private long seed = Defaults.SEED;
  private int evalEpisodes = Defaults.EVAL_EPISODES;
  private int evalPoints = Defaults.EVAL_POINTS;
  private CheckpointRule checkpoint = Defaults.CHECKPOINT;
  private int threads = Defaults.THREADS;
  private Duration wallLimit = Defaults.WALL_LIMIT;
  private int imageSize;
  private List<String> tasks = List.of();
  private List<String> kinds = List.of();
  private List<DatasetSize> sizes = Defaults.SIZES;
  private int seeds = Defaults.SEEDS;
  private Profile profile = Defaults.PROFILE;
  private final List<Variant> algorithms = new ArrayList<>();
  private List<String> metrics = Defaults.METRICS;
  private final Map<String, String> places = new HashMap<>();

  /** Reads a whole suite. */
  Suite suite(Node.Mapping document) {
    checkSchema(document);
    document.entries().forEach(this::take);
    for (String required : List.of("name", "observation", "tasks", "algorithms")) {
      SUITE.require(document, required);
    }
    checkDatasets(document);
    checkEvaluations(document);
    return new Suite(
        name,
        seed,
        new Protocol(evalEpisodes, evalPoints, checkpoint, threads, wallLimit),
        imageSize,
        tasks,
        kinds,
        sizes,
        seeds,
        profile,
        algorithms,
        metrics,
        new Places(places));
  }

  /** Before all else: a suite of another schema may have other keys. */
  private static void checkSchema(Node.Mapping document) {
    Node schema = SUITE.require(document, "schema").value();
    String known = Integer.toString(SuiteReader.SCHEMA);
    if (!(schema instanceof Node.Scalar scalar) || !scalar.text().equals(known)) {
      throw VisorException.usage(
          "the schema is " + schema.describe() + ", and this Visor reads schema " + known,
          schema.place(),
          "write schema: " + known + ", or use a Visor that knows the other one");
    }
  }

  private void take(Node.Entry entry) {
    switch (entry.key()) {
      case "schema" -> {
        // Checked before all else.
      }
      case "name" -> name = SUITE.value(entry, Values::name);
      case "seed" -> seed = SUITE.value(entry, Values::seed);
      case "protocol" -> SUITE.mapping(entry).entries().forEach(this::takeProtocol);
      case "observation" -> imageSize = SUITE.value(entry, Values::imageSize);
      case "tasks" -> tasks = list(SUITE, entry, "tasks", Function.identity());
      case "datasets" -> takeDatasets(SUITE.mapping(entry));
      case "seeds" -> seeds = SUITE.value(entry, Values.count(MOST_SEEDS));
      case "profile" -> profile = SUITE.value(entry, Values.choice(Profile.values()));
      case "algorithms" -> takeAlgorithms(entry);
      case "metrics" -> metrics = list(SUITE, entry, "metrics", Function.identity());
      default -> throw SUITE.unknown(entry);
    }
  }

  private void takeProtocol(Node.Entry entry) {
    switch (entry.key()) {
      case "eval_episodes" -> evalEpisodes = PROTOCOL.value(entry, Values.count(MOST_EPISODES));
      case "eval_points" -> evalPoints = PROTOCOL.value(entry, Values.count(MOST_POINTS));
      case "checkpoint" ->
          checkpoint = PROTOCOL.value(entry, Values.choice(CheckpointRule.values()));
      case "threads" -> threads = PROTOCOL.value(entry, Values.count(MOST_THREADS));
      case "wall_limit" -> wallLimit = PROTOCOL.value(entry, Units::duration);
      default -> throw PROTOCOL.unknown(entry);
    }
  }

  private void takeDatasets(Node.Mapping datasets) {
    for (Node.Entry entry : datasets.entries()) {
      switch (entry.key()) {
        case "kinds" -> kinds = list(DATASETS, entry, "datasets.kinds", Function.identity());
        case "sizes" -> sizes = list(DATASETS, entry, "datasets.sizes", DatasetSize::parse);
        default -> throw DATASETS.unknown(entry);
      }
    }
    DATASETS.require(datasets, "kinds");
  }

  private void takeAlgorithms(Node.Entry entry) {
    Map<String, String> rows = new HashMap<>();
    for (Node node : SUITE.items(entry)) {
      VariantItem item = VariantItem.of(node);
      String first = rows.putIfAbsent(item.name(), item.namePlace());
      if (first != null) {
        throw VisorException.usage(
            "two rows would have the name '" + item.name() + "'; the first is at " + first,
            item.namePlace(),
            "give one of them a name of its own with as: name, below the algorithm");
      }
      String path = "algorithms[" + algorithms.size() + "]";
      Map<String, String> parameters = new LinkedHashMap<>();
      for (VariantItem.Named parameter : item.parameters()) {
        parameters.put(parameter.name(), parameter.value().text());
        places.put(path + "." + parameter.name(), parameter.value().place());
      }
      places.put(path, item.place());
      algorithms.add(
          new Variant(
              item.name(), item.algorithm(), parameters, item.environmentSteps(), item.place()));
    }
  }

  /** Datasets are named if, and only if, something learns from them. */
  private void checkDatasets(Node.Mapping document) {
    if (!algorithms.stream().allMatch(Variant::online)) {
      SUITE.require(document, "datasets");
    } else if (!kinds.isEmpty()) {
      throw VisorException.usage(
          "nothing learns from the datasets: every algorithm is online",
          SUITE.require(document, "datasets").place(),
          "remove them, or write - bc without online: beside it");
    }
  }

  private void checkEvaluations(Node.Mapping document) {
    if (evalPoints < checkpoint.count()) {
      throw VisorException.usage(
          "the checkpoint rule "
              + checkpoint.id()
              + " needs "
              + checkpoint.count()
              + " evaluations, and eval_points is "
              + evalPoints,
          SUITE.require(document, "protocol").place(),
          "raise eval_points, or write checkpoint: final");
    }
  }

  private <T> List<T> list(Keys keys, Node.Entry entry, String path, Function<String, T> parse) {
    List<T> values = new ArrayList<>();
    for (Node item : keys.items(entry)) {
      places.put(path + "[" + values.size() + "]", item.place());
      values.add(keys.value(entry.key(), item, parse));
    }
    return values;
  }
}
