package dev.visor.mujoco.task;

import dev.visor.mujoco.LegacyCapsules;

/** The text of a model, which is read when a task is opened. */
@FunctionalInterface
public interface ModelText {
  /** MJCF that stands by itself, for {@link dev.visor.mujoco.Model#parse}. */
  String read();

  /**
   * A file of a plugin. Of the files beside it that it includes, such as {@code <include
   * file="look.xml"/>}, it has in that place what stands between {@code <mujocoinclude>} and {@code
   * </mujocoinclude>} there; these include no more.
   *
   * @param owner a class of the plugin; the files are resources of its package
   * @param name of the file
   */
  static ModelText of(Class<?> owner, String name) {
    return new ModelFile(owner, name);
  }

  /** The same model with {@link LegacyCapsules}. */
  default ModelText withLegacyCapsules() {
    return () -> LegacyCapsules.rewrite(read());
  }
}
