package dev.visor.cli;

import dev.visor.core.dataset.DatasetStore;
import dev.visor.core.evidence.DeterminismTier;
import dev.visor.core.plugin.PluginRegistry;
import dev.visor.core.reproduce.Claim;
import dev.visor.core.reproduce.Claims;
import dev.visor.core.reproduce.PossibleTier;
import dev.visor.core.reproduce.Reproducer;
import dev.visor.core.run.RunHost;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How exactly this machine can repeat the evidence in a folder, as {@code visor doctor} says it.
 */
final class Repeatability {
  private final Provider<PluginRegistry> plugins;
  private final Provider<DatasetStore> store;
  private final HostOptions options;

  @Inject
  Repeatability(
      Provider<PluginRegistry> plugins, Provider<DatasetStore> store, HostOptions options) {
    this.plugins = plugins;
    this.store = store;
    this.options = options;
  }

  /** Every tier is well: none keeps anybody from running anything. */
  Examination.Part of(Path folder) {
    return new Examination.Part("repeats", () -> Examination.Result.well(found(folder)));
  }

  private String found(Path folder) {
    List<Claim> claims =
        Claims.isTrial(folder) ? List.of(Claims.ofTrial(folder)) : Claims.of(folder).all();
    Map<DeterminismTier, Integer> counts = new EnumMap<>(DeterminismTier.class);
    Set<String> reasons = new LinkedHashSet<>();
    RunHost host = new RunHost(plugins.get(), store.get(), options.home());
    for (PossibleTier possible : new Reproducer(host, event -> {}).possible(claims)) {
      counts.merge(possible.tier(), 1, Integer::sum);
      reasons.addAll(possible.reasons());
    }
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (tier, count) -> parts.add(count + (count == 1 ? " trial " : " trials ") + tier.id()));
    return (parts.isEmpty() ? "no trial is ok" : String.join(", ", parts))
        + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons));
  }
}
