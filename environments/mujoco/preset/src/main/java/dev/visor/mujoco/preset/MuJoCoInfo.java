package dev.visor.mujoco.preset;

import java.util.List;
import org.bytedeco.javacpp.tools.Info;
import org.bytedeco.javacpp.tools.InfoMap;
import org.bytedeco.javacpp.tools.InfoMapper;

/**
 * Tells JavaCPP's parser how to read MuJoCo's headers, 2.2.2 and, as far as they are the same,
 * later ones. Entries for what a version does not have are harmless.
 */
public class MuJoCoInfo implements InfoMapper {
  /**
   * C declares {@code typedef struct mjX_ mjX}; the fields become methods of one class {@code mjX}.
   */
  private static final List<String> STRUCTURES =
      List.of(
          "mjContact",
          "mjData",
          "mjLROpt",
          "mjModel",
          "mjOption",
          "mjSolverStat",
          "mjStatistic",
          "mjTimerStat",
          "mjUI",
          "mjVFS",
          "mjVisual",
          "mjWarningStat",
          "mjrContext",
          "mjrRect",
          "mjuiDef",
          "mjuiItem",
          "mjuiSection",
          "mjuiState",
          "mjuiThemeColor",
          "mjuiThemeSpacing",
          "mjvCamera",
          "mjvFigure",
          "mjvGLCamera",
          "mjvGeom",
          "mjvLight",
          "mjvOption",
          "mjvPerturb",
          "mjvScene");

  /** Macros that are code, functions that headers declare but libraries do not hold. */
  private static final String[] SKIPPED = {
    "MJ_STATIC",
    "mjCOLLISIONFUNC",
    "mjDISABLED",
    "mjDLLMAIN",
    "mjENABLED",
    "mjEXTERNC",
    "mjFREESTACK",
    "mjMARKSTACK",
    "mjPLUGIN_LIB_INIT",
    "mj_freeStack",
    "mj_markStack",
    "mju_abs",
    "mju_acos",
    "mju_asin",
    "mju_atan2",
    "mju_ceil",
    "mju_cos",
    "mju_exp",
    "mju_floor",
    "mju_log",
    "mju_log10",
    "mju_pow",
    "mju_sin",
    "mju_sqrt",
    "mju_tan",
    "mju_tanh"
  };

  /** For JavaCPP, which makes an instance of this by reflection. */
  public MuJoCoInfo() {}

  @Override
  public void map(InfoMap map) {
    map.put(
        new Info("mjtNum")
            .cast()
            .valueTypes("double")
            .pointerTypes("DoublePointer", "DoubleBuffer", "double[]"));
    map.put(
        new Info("mjtByte")
            .cast()
            .valueTypes("byte")
            .pointerTypes("BytePointer", "ByteBuffer", "byte[]"));
    map.put(new Info("MJAPI", "MJLOCAL").cppTypes().annotations());
    for (String structure : STRUCTURES) {
      map.put(new Info(structure, structure + "_").pointerTypes(structure));
    }
    map.put(new Info(SKIPPED).skip());
  }
}
