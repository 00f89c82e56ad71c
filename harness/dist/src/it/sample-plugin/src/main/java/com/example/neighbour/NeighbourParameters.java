package com.example.neighbour;

import dev.visor.api.Parameter;
import dev.visor.api.Profile;

/**
 * What can be chosen.
 *
 * @param rows how many observations are remembered
 * @param grid cells in each direction of the small picture
 */
public record NeighbourParameters(
    @Parameter(
            value = "Observations remembered, drawn from the data; one for each update.",
            unit = "rows",
            source = "ours",
            min = 1)
        int rows,
    @Parameter(
            value = "Cells in each direction into which a picture is averaged.",
            unit = "cells",
            source = "ours",
            min = 1,
            max = 64)
        int grid) {

  static NeighbourParameters of(Profile profile) {
    return switch (profile) {
      case SMOKE -> new NeighbourParameters(100, 8);
      case QUICK -> new NeighbourParameters(5_000, 8);
      case LAPTOP, PAPER -> new NeighbourParameters(50_000, 8);
    };
  }
}
