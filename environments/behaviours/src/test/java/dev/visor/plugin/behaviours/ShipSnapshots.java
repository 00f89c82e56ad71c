package dev.visor.plugin.behaviours;

import dev.visor.api.Environment;
import dev.visor.api.ObservationSpec;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.RandomStream;
import dev.visor.api.TaskId;
import dev.visor.api.TimeStep;
import dev.visor.nn.ActorSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes policies of a finished trial of {@code leaderboards/behaviours} over into the resources of
 * this plugin: measures each, notes its return and the command that made it, and lists it.
 *
 * <pre>
 * ShipSnapshots RESOURCES COMMAND POLICY…
 * ShipSnapshots RESOURCES LEGACY_TASK
 * </pre>
 *
 * <p>RESOURCES is this plugin's folder {@code snapshots}; each POLICY is a file of a trial's folder
 * {@code policies}. With a task of legacy capsules instead, it measures in that task what is
 * shipped for the task it was made from, and lists that: the actors are not shipped twice.
 */
final class ShipSnapshots {
  private static final int EPISODES = 20;

  private ShipSnapshots() {}

  public static void main(String[] arguments) throws IOException {
    Path resources = Path.of(arguments[0]);
    if (arguments.length == 2) {
      measureAgain(TaskId.parse(arguments[1]), resources);
      return;
    }
    for (String policy : List.of(arguments).subList(2, arguments.length)) {
      Snapshots.Entry entry = ship(Path.of(policy), resources, arguments[1]);
      list(entry, resources.resolve(Snapshots.INDEX));
      System.out.println(entry.line());
    }
  }

  private static Snapshots.Entry ship(Path policy, Path resources, String command)
      throws IOException {
    ActorSnapshot snapshot =
        ActorSnapshot.read(new ByteArrayInputStream(Files.readAllBytes(policy)));
    TaskId task = TaskId.parse(snapshot.notes().get("task"));
    double mode = meanReturn(snapshot, task, false);
    double drawn = meanReturn(snapshot, task, true);

    SortedMap<String, String> notes = new TreeMap<>(snapshot.notes());
    notes.put("command", command);
    notes.put("return", "%.1f".formatted(mode));
    notes.put("return_drawn", "%.1f".formatted(drawn));
    notes.put("return_episodes", Integer.toString(EPISODES));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    snapshot.notes(notes).write(bytes);

    long steps = Long.parseLong(notes.get("env_steps"));
    String file = "%s-%d/%08d.actor".formatted(task.name(), task.version(), steps);
    Path target = resources.resolve(file);
    Files.createDirectories(target.getParent());
    Files.write(target, bytes.toByteArray());
    return new Snapshots.Entry(
        task,
        new Host().task(task).decisions(),
        steps,
        mode,
        drawn,
        EPISODES,
        file,
        sha256(bytes.toByteArray()));
  }

  private static void measureAgain(TaskId legacy, Path resources) throws IOException {
    TaskId trained = new TaskId(legacy.name().replace("-legacy", ""), legacy.version());
    Path index = resources.resolve(Snapshots.INDEX);
    for (Snapshots.Entry entry : Snapshots.parse(Files.readString(index))) {
      if (entry.task().equals(trained)) {
        Snapshots.Entry measured = measuredAgain(entry, legacy, resources);
        list(measured, index);
        System.out.println(measured.line());
      }
    }
  }

  private static Snapshots.Entry measuredAgain(Snapshots.Entry entry, TaskId task, Path resources)
      throws IOException {
    byte[] bytes = Files.readAllBytes(resources.resolve(entry.file()));
    ActorSnapshot snapshot = ActorSnapshot.read(new ByteArrayInputStream(bytes));
    return new Snapshots.Entry(
        task,
        entry.decisions(),
        entry.environmentSteps(),
        meanReturn(snapshot, task, false),
        meanReturn(snapshot, task, true),
        EPISODES,
        entry.file(),
        entry.sha256());
  }

  /** Over episodes that begin as no episode of a dataset or an evaluation does. */
  static double meanReturn(ActorSnapshot snapshot, TaskId task, boolean drawn) {
    Host host = new Host();
    double sum = 0;
    try (Environment env = host.open(task, new ObservationSpec(16, 16, 0));
        SnapshotPolicy policy = new SnapshotPolicy(snapshot, env.spec(), drawn)) {
      for (int i = 0; i < EPISODES; i++) {
        RandomStream random = RandomStream.of("shipping", task.toString(), Integer.toString(i));
        TimeStep step = env.reset(random.nextLong());
        policy.reset(random);
        while (!step.last()) {
          step = env.step(policy.act(((PhysicsAccess) env).state()));
          sum += step.reward();
        }
      }
    }
    return sum / EPISODES;
  }

  /** Puts a line into the list, instead of one of the same task and file. */
  private static void list(Snapshots.Entry entry, Path index) throws IOException {
    List<Snapshots.Entry> before =
        Files.exists(index) ? Snapshots.parse(Files.readString(index)) : List.of();
    String lines =
        Stream.concat(
                before.stream()
                    .filter(
                        other ->
                            !other.file().equals(entry.file())
                                || !other.task().equals(entry.task())),
                Stream.of(entry))
            .sorted(
                Comparator.comparing((Snapshots.Entry listed) -> listed.task().toString())
                    .thenComparing(Snapshots.Entry::file))
            .map(Snapshots.Entry::line)
            .collect(Collectors.joining("\n", Snapshots.HEADER + "\n", "\n"));
    Files.writeString(index, lines);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
