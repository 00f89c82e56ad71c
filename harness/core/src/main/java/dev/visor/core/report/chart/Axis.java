package dev.visor.core.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * An axis of a chart.
 *
 * @param label what it is about
 * @param low value at its beginning
 * @param high value at its end; more than {@code low}
 * @param ticks marked values, within
 */
public record Axis(String label, double low, double high, List<Tick> ticks) {
  private static final int MOST_TICKS = 6;
  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  /** A value that is marked, and what is written there. */
  public record Tick(double value, String text) {}

  public Axis {
    ticks = List.copyOf(ticks);
  }

  /** An axis from at most {@code least} to at least {@code greatest}, with round numbers. */
  public static Axis covering(String label, double least, double greatest) {
    double span = greatest > least ? greatest - least : Math.max(1, Math.abs(least));
    double step = step(span / (MOST_TICKS - 1));
    double low = step * Math.floor(least / step + 1e-9);
    double high = step * Math.ceil(Math.max(greatest, low + step) / step - 1e-9);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; low + i * step <= high + step / 2; i++) {
      double value = low + i * step;
      ticks.add(new Tick(value, text(value, step)));
    }
    return new Axis(label, low, high, ticks);
  }

  /** An axis with places for names, at 0, 1, 2 and so on. */
  public static Axis named(String label, List<String> names) {
    return new Axis(
        label,
        -0.5,
        names.size() - 0.5,
        IntStream.range(0, names.size()).mapToObj(i -> new Tick(i, names.get(i))).toList());
  }

  /** How far along the axis a value is, from 0 to 1. */
  double share(double value) {
    return (value - low) / (high - low);
  }

  /** 1, 2 or 5 times a power of ten, and no less than this. */
  private static double step(double least) {
    double power = 1;
    while (power > least) {
      power /= 10;
    }
    while (power * 10 <= least) {
      power *= 10;
    }
    if (power >= least) {
      return power;
    }
    return 2 * power >= least ? 2 * power : 5 * power >= least ? 5 * power : 10 * power;
  }

  private static String text(double value, double step) {
    if (Math.abs(value) < step / 2) {
      return "0";
    }
    if (Math.abs(value) >= MILLION && step >= MILLION / 10) {
      return plain(value / MILLION) + "M";
    }
    if (Math.abs(value) >= THOUSAND && step >= THOUSAND / 10) {
      return plain(value / THOUSAND) + "k";
    }
    return plain(value);
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceAll("\\.?0+$", "").replace('-', '−');
  }
}
