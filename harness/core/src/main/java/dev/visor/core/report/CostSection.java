package dev.visor.core.report;

import dev.visor.core.evidence.TimingRow;
import dev.visor.core.evidence.Timings;
import dev.visor.core.report.markup.Cell;
import dev.visor.core.report.markup.Table;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a trial of each variant cost. */
final class CostSection {
  private CostSection() {}

  static List<Section> of(ReportEvidence evidence) {
    Map<String, List<Timings>> variants =
        evidence.timings().stream()
            .collect(
                Collectors.groupingBy(
                    TimingRow::variant,
                    LinkedHashMap::new,
                    Collectors.mapping(TimingRow::timings, Collectors.toList())));
    if (variants.isEmpty()) {
      return List.of();
    }
    Table table =
        Table.of(
            "Median over the trials of a variant, and the most memory of any",
            "variant|",
            "trials",
            "CPU seconds",
            "wall seconds",
            "of these training",
            "of these evaluation",
            "peak memory, MiB");
    variants.forEach(
        (variant, timings) ->
            table.row(
                Cell.head(variant),
                Cell.count(timings.size()),
                Cell.rounded(median(timings, Timings::cpuSeconds), 1),
                Cell.rounded(median(timings, Timings::wallSeconds), 1),
                Cell.rounded(median(timings, Timings::trainSeconds), 1),
                Cell.rounded(median(timings, Timings::evaluateSeconds), 1),
                Cell.rounded(timings.stream().mapToDouble(Timings::peakMemoryMib).max(), 0)));
    return Section.of(
        "cost",
        "Cost",
        table.element(),
        Section.explanation(
            "Wall time depends on what else the machine did; CPU time is of all threads."));
  }

  private static OptionalDouble median(List<Timings> timings, ToDoubleFunction<Timings> of) {
    double[] values = timings.stream().mapToDouble(of).sorted().toArray();
    int half = values.length / 2;
    return values.length % 2 == 1
        ? OptionalDouble.of(values[half])
        : Arrays.stream(values, half - 1, half + 1).average();
  }
}
