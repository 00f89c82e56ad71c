package dev.visor.core.reproduce;

import dev.visor.core.evidence.Manifest;
import dev.visor.core.evidence.TrialFolder;
import java.util.List;
import java.util.Optional;

/**
 * A recorded result that is to be made again.
 *
 * @param manifest of the trial, which is {@code ok}
 * @param folder with the files that the trial left, where they are still there; a leaderboard keeps
 *     the manifests alone
 * @param seeds manifests of the same variant and cell that are {@code ok}, this one among them
 */
public record Claim(Manifest manifest, Optional<TrialFolder> folder, List<Manifest> seeds) {
  public Claim {
    seeds = List.copyOf(seeds);
  }
}
