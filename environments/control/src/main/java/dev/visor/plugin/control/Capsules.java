package dev.visor.plugin.control;

import dev.visor.mujoco.LegacyCapsules;

/** How capsules are weighed. */
enum Capsules {
  /** By their exact volume, as MuJoCo does from version 2.1.2 on. */
  EXACT {
    @Override
    String weigh(String mjcf) {
      return mjcf;
    }
  },

  /** By the volume of a cylinder, as MuJoCo did before: of then are the published data sets. */
  LEGACY {
    @Override
    String weigh(String mjcf) {
      return LegacyCapsules.rewrite(mjcf);
    }
  };

  /** A model in which capsules are weighed so, from one in which nothing is said of it. */
  abstract String weigh(String mjcf);
}
