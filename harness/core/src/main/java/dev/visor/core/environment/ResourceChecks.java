package dev.visor.core.environment;

import dev.visor.api.Environment;
import dev.visor.api.PhysicsAccess;
import dev.visor.core.environment.Outcome.Failed;
import dev.visor.core.environment.Outcome.Passed;
import dev.visor.core.environment.Outcome.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** What an environment costs in memory and time. */
final class ResourceChecks {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int CYCLES = 50;

  /** Growth that only a leak brings about: 512 KiB for each environment. */
  private static final long BOUND_KIB = 512L * CYCLES;

  /** Other memory grows and shrinks too, such as compiled code: one round may mislead. */
  private static final int AGREEING_ROUNDS = 3;

  /** A heap that was large is given back over several collections. */
  private static final int SETTLING_COLLECTIONS = 10;

  private static final long SETTLED_KIB = 1024;

  private static final long MEASURED_NANOS = 200_000_000;

  private ResourceChecks() {}

  static List<EnvironmentCheck> all() {
    return List.of(
        new EnvironmentCheck("closing gives back all memory", ResourceChecks::memory),
        new EnvironmentCheck("speed", ResourceChecks::speed));
  }

  private static Outcome memory(Subject subject) {
    if (residentKib().isEmpty()) {
      return new Skipped("this system does not tell how much memory is resident");
    }
    int small = 0;
    int large = 0;
    long growth = 0;
    settle();
    long before = residentAfterARound(subject);
    while (small < AGREEING_ROUNDS && large < AGREEING_ROUNDS) {
      long after = residentAfterARound(subject);
      growth = after - before;
      before = after;
      if (growth < BOUND_KIB) {
        small++;
      } else {
        large++;
      }
    }
    return small == AGREEING_ROUNDS
        ? new Passed(CYCLES + " times opened and closed")
        : new Failed(
            "opening and closing it "
                + CYCLES
                + " times makes the process larger by "
                + growth / 1024
                + " MiB, again and again",
            "free in close() whatever open() and reset() got from outside the Java heap");
  }

  /** Collects until nothing more is given back, so that it is not taken for a round's. */
  private static void settle() {
    long before = Long.MAX_VALUE;
    for (int i = 0; i < SETTLING_COLLECTIONS; i++) {
      System.gc();
      long after = residentKib().orElse(0);
      if (before - after < SETTLED_KIB) {
        return;
      }
      before = after;
    }
  }

  /**
   * Resident memory in KiB, always measured at the same point of a round: pages of the Java heap
   * are given back only some time after a collection, so that measurements at different points
   * differ.
   */
  private static long residentAfterARound(Subject subject) {
    for (int i = 0; i < CYCLES; i++) {
      try (Environment env = subject.open()) {
        env.reset(i);
        env.step(new float[env.spec().actionSize()]);
      }
    }
    System.gc();
    return residentKib().orElse(0);
  }

  /** Resident memory of this process, where the system tells. */
  private static OptionalLong residentKib() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** Reported, never judged: machines differ. */
  private static Outcome speed(Subject subject) {
    try (Environment env = subject.open()) {
      int edge = subject.task().imageSize();
      String report =
          String.format(
              Locale.ROOT,
              "%,.0f decisions/s with pictures of %d × %d",
              perSecond(() -> decide(subject, env)),
              edge,
              edge);
      if (env instanceof PhysicsAccess physics) {
        report +=
            String.format(
                Locale.ROOT,
                "; %,.0f control steps/s without; %,.0f pictures/s",
                perSecond(() -> advance(subject, env, physics)),
                perSecond(() -> draw(subject, physics)));
      }
      return new Passed(report);
    }
  }

  /** Does something, and tells how often. */
  private interface Work {
    int perform();
  }

  private static int decide(Subject subject, Environment env) {
    return Trajectory.play(env, 1, subject.actions(1), EnvironmentChecks.DECISIONS).decisions();
  }

  private static int advance(Subject subject, Environment env, PhysicsAccess physics) {
    env.reset(1);
    Subject.Actions actions = subject.actions(1);
    int steps = Math.min(EnvironmentChecks.DECISIONS, subject.task().horizon());
    for (int i = 0; i < steps; i++) {
      try {
        physics.controlStep(Subject.exactly(actions.next()));
      } catch (IllegalStateException over) {
        // The task itself ended the episode, which the reward of a control step does not tell.
        env.reset(i);
      }
    }
    return steps;
  }

  private static int draw(Subject subject, PhysicsAccess physics) {
    int edge = subject.task().imageSize();
    physics.render(subject.task().camera(), edge, edge);
    return 1;
  }

  /** How much of the work is done in a second, measured over some tenths of one. */
  private static double perSecond(Work work) {
    work.perform();
    long start = System.nanoTime();
    long done = 0;
    long elapsed;
    do {
      done += work.perform();
      elapsed = System.nanoTime() - start;
    } while (elapsed < MEASURED_NANOS);
    return done * 1e9 / elapsed;
  }
}
