package dev.visor.core.trial;

import dev.visor.api.TrainingDivergedException;
import dev.visor.core.VisorException;
import dev.visor.core.evidence.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an exception means for a trial.
 *
 * @param reason fits into one line
 * @param again whether beginning again can help
 */
record Failure(TrialStatus status, String reason, boolean again) {
  private static final int LONGEST_REASON = 500;

  /** Classifies whatever a plugin, a library or the JVM threw. */
  static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    for (Throwable link : chain) {
      if (link instanceof TrainingDivergedException) {
        return new Failure(TrialStatus.DIVERGED, line(String.valueOf(link.getMessage())), false);
      }
      if (link instanceof LatePluginException) {
        return new Failure(TrialStatus.TIMEOUT, line(String.valueOf(link.getMessage())), true);
      }
      if (link instanceof VisorException told) {
        return new Failure(TrialStatus.FAILED, line(told.what()), false);
      }
      if (link instanceof UnwrittenException) {
        return new Failure(TrialStatus.KILLED, line(String.valueOf(link.getMessage())), true);
      }
      if (outOfMemory(link)) {
        return new Failure(TrialStatus.OOM, describe(link), false);
      }
    }
    return new Failure(TrialStatus.FAILED, describe(chain.get(chain.size() - 1)), false);
  }

  /** Text as one line of a table. */
  static String line(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable link = thrown; link != null && !chain.contains(link); link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }

  /** Native code reports it as an exception with the C++ name in its message. */
  private static boolean outOfMemory(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return thrown instanceof OutOfMemoryError || message.contains("bad_alloc");
  }

  private static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.getClass().getName());
    if (thrown.getMessage() != null) {
      text.append(": ").append(thrown.getMessage());
    }
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (outsideHost(frame.getClassName())) {
        text.append(" (at ").append(frame.getClassName()).append('.');
        text.append(frame.getMethodName()).append(", ").append(frame.getFileName());
        return line(text.append(':').append(frame.getLineNumber()).append(')').toString());
      }
    }
    return line(text.toString());
  }

  private static boolean outsideHost(String className) {
    return !className.startsWith("java.")
        && !className.startsWith("jdk.")
        && !className.startsWith("sun.")
        && !className.startsWith("dev.visor.core.");
  }
}
