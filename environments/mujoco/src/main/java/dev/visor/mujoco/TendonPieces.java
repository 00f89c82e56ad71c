package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import dev.visor.mujoco.preset.MuJoCo.mjModel;
import java.nio.DoubleBuffer;
import java.util.stream.IntStream;

/**
 * The straight pieces of a model's tendons: from each site on a tendon's way to the next. Where
 * there is a geom or a pulley between two sites, there is no piece.
 *
 * @param tendons the tendon that each piece belongs to
 * @param from the site at which each begins
 * @param to the site at which each ends
 */
record TendonPieces(int[] tendons, int[] from, int[] to) {

  /** All pieces of a model. */
  static TendonPieces of(mjModel model) {
    int[] starts =
        IntStream.range(0, Math.max(0, model.nwrap() - 1))
            .filter(wrap -> isSite(model, wrap) && isSite(model, wrap + 1))
            .filter(wrap -> tendon(model, wrap) == tendon(model, wrap + 1))
            .toArray();
    return new TendonPieces(
        IntStream.of(starts).map(wrap -> tendon(model, wrap)).toArray(),
        IntStream.of(starts).map(wrap -> model.wrap_objid().get(wrap)).toArray(),
        IntStream.of(starts).map(wrap -> model.wrap_objid().get(wrap + 1)).toArray());
  }

  /** Copies out where each piece begins and ends: six numbers each. */
  void copyEnds(DoubleBuffer sitePositions, double[] target) {
    if (target.length != 6 * tendons.length) {
      throw new IllegalArgumentException("The pose belongs to a scene of another model");
    }
    for (int i = 0; i < tendons.length; i++) {
      sitePositions.get(3 * from[i], target, 6 * i, 3);
      sitePositions.get(3 * to[i], target, 6 * i + 3, 3);
    }
  }

  private static boolean isSite(mjModel model, int wrap) {
    return model.wrap_type().get(wrap) == MuJoCo.mjWRAP_SITE;
  }

  private static int tendon(mjModel model, int wrap) {
    int tendon = 0;
    while (wrap >= model.tendon_adr().get(tendon) + model.tendon_num().get(tendon)) {
      tendon++;
    }
    return tendon;
  }
}
