package dev.visor.mujoco;

/** Models that the tests share. */
final class Models {
  /** A cart on a rail that carries a pole: two positions, one control. */
  static final String CARTPOLE =
      """
      <mujoco model="cartpole">
        <option timestep="0.01"/>
        <worldbody>
          <camera name="front" pos="0 -3 1" euler="80 0 0" fovy="50"/>
          <body name="cart" pos="0 0 1">
            <joint name="slider" type="slide" axis="1 0 0" limited="true" range="-2 2"/>
            <geom name="cart" type="box" size="0.2 0.1 0.1" mass="1"/>
            <body name="pole">
              <joint name="hinge" type="hinge" axis="0 1 0"/>
              <geom name="pole" type="capsule" fromto="0 0 0 0 0 1" size="0.05" mass="0.1"/>
            </body>
          </body>
        </worldbody>
        <actuator>
          <motor name="push" joint="slider" gear="10" ctrllimited="true" ctrlrange="-1 1"/>
        </actuator>
        <sensor>
          <framelinvel name="speed" objtype="body" objname="pole"/>
          <jointpos name="angle" joint="hinge"/>
        </sensor>
      </mujoco>
      """;

  /** A ball above a floor. */
  static final String BALL =
      """
      <mujoco model="ball">
        <worldbody>
          <geom name="floor" type="plane" size="5 5 0.1"/>
          <body name="ball" pos="0 0 0.5">
            <freejoint name="flight"/>
            <geom name="ball" size="0.1"/>
          </body>
        </worldbody>
      </mujoco>
      """;

  /** How many boxes {@link #CROWD} has. */
  static final int BOXES = 30;

  /** Boxes in the air, and too little memory for the contacts that they would have on the floor. */
  static final String CROWD = crowd();

  /** Little physics in much memory: more than 1 MB of model, more than 1 MB of state. */
  static final String LARGE =
      CARTPOLE.replace(
          "<worldbody>",
          """
          <size nuserdata="200000" nstack="200000"/>
          <asset>
            <texture type="skybox" builtin="gradient" width="256" height="256"/>
          </asset>
          <worldbody>
          """);

  private Models() {}

  private static String crowd() {
    StringBuilder bodies = new StringBuilder();
    for (int i = 0; i < BOXES; i++) {
      bodies.append(
          "<body pos='%d %d 2'><freejoint/><geom type='box' size='.1 .1 .1'/></body>%n"
              .formatted(i % 6, i / 6));
    }
    return """
        <mujoco model="crowd">
          <size nstack="20000" njmax="4000" nconmax="1000"/>
          <worldbody>
            <geom type="plane" size="9 9 1"/>
            %s
          </worldbody>
        </mujoco>
        """
        .formatted(bodies);
  }
}
