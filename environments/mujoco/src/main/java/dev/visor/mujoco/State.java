package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import dev.visor.mujoco.preset.MuJoCo.mjData;
import dev.visor.mujoco.preset.MuJoCo.mjModel;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * MuJoCo's data of one simulation and views into it, made once: a view reads and writes memory
 * directly, where a pointer would cost a native call and garbage. They are valid until {@link
 * #free()}; {@link Simulation} sees to it that nobody reads them later.
 */
record State(
    mjData data,
    DoubleBuffer positions,
    DoubleBuffer velocities,
    DoubleBuffer controls,
    DoubleBuffer bodyPositions,
    DoubleBuffer bodyRotations,
    DoubleBuffer geomPositions,
    DoubleBuffer geomRotations,
    DoubleBuffer sitePositions,
    DoubleBuffer cameraPositions,
    DoubleBuffer cameraRotations,
    DoubleBuffer lightPositions,
    DoubleBuffer lightDirections,
    DoubleBuffer sensors,
    DoubleBuffer mocapPositions,
    DoubleBuffer mocapRotations,
    IntBuffer warnings) {

  /** How many kinds of warning MuJoCo counts. */
  static final int WARNINGS = MuJoCo.mjNWARNING;

  static State allocate(mjModel model) {
    mjData data = MuJoCo.mj_makeData(model);
    if (data == null || data.isNull()) {
      throw new IllegalStateException("no memory for the simulation's data");
    }
    return new State(
        data,
        view(data.qpos(), model.nq()),
        view(data.qvel(), model.nv()),
        view(data.ctrl(), model.nu()),
        view(data.xpos(), 3L * model.nbody()),
        view(data.xmat(), 9L * model.nbody()),
        view(data.geom_xpos(), 3L * model.ngeom()),
        view(data.geom_xmat(), 9L * model.ngeom()),
        view(data.site_xpos(), 3L * model.nsite()),
        view(data.cam_xpos(), 3L * model.ncam()),
        view(data.cam_xmat(), 9L * model.ncam()),
        view(data.light_xpos(), 3L * model.nlight()),
        view(data.light_xdir(), 3L * model.nlight()),
        view(data.sensordata(), model.nsensordata()),
        view(data.mocap_pos(), 3L * model.nmocap()),
        view(data.mocap_quat(), 4L * model.nmocap()),
        new IntPointer(data.warning(0)).capacity(2L * WARNINGS).asBuffer());
  }

  void free() {
    MuJoCo.mj_deleteData(data);
  }

  /** How often MuJoCo gave a warning since the last reset. */
  int warned(int warning) {
    return warnings.get(2 * warning + 1);
  }

  /** What the last warning was about, mostly an index. */
  int warnedAbout(int warning) {
    return warnings.get(2 * warning);
  }

  private static DoubleBuffer view(DoublePointer pointer, long count) {
    return count == 0 ? DoubleBuffer.allocate(0) : pointer.capacity(count).asBuffer();
  }
}
