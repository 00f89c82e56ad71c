package dev.visor.core.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.function.IntConsumer;

/** Has two sides step in turn, or one side alone. */
final class Duel {
  /** Short steps are warmed up with many: a virtual machine compiles what it has run often. */
  static final Duration WARM_UP = Duration.ofSeconds(2);

  /** Steps of each side that are not counted, at the least. */
  private static final int WARM_UP_STEPS = 5;

  private final int steps;
  private final Duration warmUp;
  private final IntConsumer progress;

  /**
   * @param steps that are counted, of each side
   * @param warmUp how long each side steps before that, at the least
   * @param progress hears how many pairs are done
   */
  Duel(int steps, Duration warmUp, IntConsumer progress) {
    this.steps = steps;
    this.warmUp = warmUp;
    this.progress = progress;
  }

  /**
   * Times both. Which goes first alternates: whoever goes second finds the caches as the other left
   * them.
   *
   * @throws dev.visor.core.VisorException if their losses differ; nothing is timed then
   */
  Pairs run(Side ours, Side theirs, LossCheck losses) throws IOException, InterruptedException {
    double[] ourLosses = firstLosses(ours);
    double[] theirLosses = firstLosses(theirs);
    losses.check(ours.name(), ourLosses, theirs.name(), theirLosses);
    warmUp(ours);
    warmUp(theirs);
    double[] ourMillis = new double[steps];
    double[] theirMillis = new double[steps];
    for (int i = 0; i < steps; i++) {
      if (i % 2 == 0) {
        ourMillis[i] = ours.step().millis();
        theirMillis[i] = theirs.step().millis();
      } else {
        theirMillis[i] = theirs.step().millis();
        ourMillis[i] = ours.step().millis();
      }
      progress.accept(i + 1);
    }
    return new Pairs(ourMillis, theirMillis);
  }

  /** Times one side: the median of its steps, in milliseconds. */
  double run(Side ours) throws IOException, InterruptedException {
    double[] losses = firstLosses(ours);
    warmUp(ours);
    double[] millis = new double[steps];
    for (int i = 0; i < steps; i++) {
      millis[i] = ours.step().millis();
      progress.accept(i + 1);
    }
    return Pairs.median(millis);
  }

  private static double[] firstLosses(Side side) throws IOException, InterruptedException {
    double[] losses = new double[LossCheck.STEPS];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = side.step().loss();
    }
    return losses;
  }

  private void warmUp(Side side) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    for (int i = LossCheck.STEPS;
        i < WARM_UP_STEPS || System.nanoTime() - begin < warmUp.toNanos();
        i++) {
      side.step();
    }
  }
}
