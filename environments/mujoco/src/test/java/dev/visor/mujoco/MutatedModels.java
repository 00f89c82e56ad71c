package dev.visor.mujoco;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Takes a model that uses most of MJCF, breaks it in random places, and runs what comes out. */
final class MutatedModels {
  private static final Pattern VALUE = Pattern.compile("(?<==')[^']*(?=')");
  private static final Pattern NUMBER = Pattern.compile("(?<=[' ])-?[0-9.]+(?=[' ])");
  private static final Pattern ATTRIBUTE = Pattern.compile(" [a-z0-9]+='[^']*'");
  private static final Pattern LEAF = Pattern.compile("<[a-z]+ [^<>]*/>");

  private static final List<String> NUMBERS =
      List.of(
          "nan",
          "inf",
          "-inf",
          "0",
          "-1",
          "1e308",
          "1e-308",
          "2147483647",
          "-2147483648",
          "1e10",
          "46341",
          "536870912",
          "1000",
          "0.5",
          "-0.001");

  private static final List<String> ODD =
      List.of(
          "",
          "x",
          "0 0 0",
          "nan nan nan",
          "1 2 3 4 5 6 7 8 9",
          "hinge",
          "ball",
          "free",
          "mesh",
          "true",
          "false",
          "auto",
          "torso",
          "hip",
          "s",
          "world",
          "1 1",
          "-1 -1",
          "65536",
          "fixed");

  private static final String MODEL =
      """
      <mujoco model='everything'>
        <option timestep='.0025' integrator='Euler' solver='Newton' cone='elliptic' density='1'/>
        <size njmax='200' nconmax='100' nuserdata='4' nkey='2'/>
        <visual><map znear='.01' zfar='50'/><headlight ambient='.4 .4 .4'/></visual>
        <default><geom friction='.7 .1 .1'/><joint damping='.1' armature='.01'/></default>
        <asset>
          <texture name='grid' type='2d' builtin='checker' width='32' height='32' mark='edge'/>
          <texture name='sky' type='skybox' builtin='gradient' width='16' height='16'/>
          <material name='grid' texture='grid' texrepeat='1 1' reflectance='.2'/>
          <mesh name='tetrahedron' vertex='0 0 0 1 0 0 0 1 0 0 0 1'/>
          <hfield name='hills' nrow='3' ncol='3' size='1 1 1 1'/>
        </asset>
        <worldbody>
          <light pos='0 0 3' mode='trackcom' cutoff='45' exponent='10'/>
          <camera name='side' pos='0 -2 .7' euler='1 0 0' mode='trackcom' fovy='45'/>
          <geom name='floor' type='plane' size='250 .8 .2' material='grid'/>
          <geom type='hfield' hfield='hills' pos='0 0 -3' group='3'/>
          <body name='torso' pos='0 0 1.3'>
            <joint name='rootz' type='slide' axis='0 0 1'/>
            <joint name='rooty' type='hinge' axis='0 1 0'/>
            <geom name='torso' type='capsule' size='.07 .3'/>
            <site name='s' pos='0 0 .1' size='.01'/>
            <body name='thigh' pos='0 -.05 -.3'>
              <joint name='hip' axis='0 -1 0' range='-.3 1.7' limited='true' stiffness='1'/>
              <geom type='capsule' fromto='0 0 0 0 0 -.45' size='.05'/>
              <body name='leg' pos='0 0 -.7'>
                <joint name='knee' axis='0 -1 0' range='-2.6 0' limited='true' frictionloss='.1'/>
                <geom type='box' size='.04 .04 .25' euler='0 .1 0'/>
                <geom type='ellipsoid' size='.05 .06 .07' mass='1' fluidshape='ellipsoid'/>
              </body>
            </body>
          </body>
          <body name='ball' pos='1 0 .3'>
            <freejoint name='flight'/>
            <geom type='sphere' size='.1' density='500'/>
            <geom type='cylinder' size='.05 .2'/>
          </body>
          <body name='pendulum' pos='2 0 2'>
            <joint name='b' type='ball' damping='1'/>
            <geom type='mesh' mesh='tetrahedron' group='3'/>
            <site name='e' pos='0 0 -1'/>
          </body>
          <body name='hand' mocap='true' pos='0 1 1'>
            <geom size='.1' contype='0' conaffinity='0'/>
          </body>
        </worldbody>
        <contact>
          <exclude body1='torso' body2='ball'/>
          <pair geom1='torso' geom2='floor' condim='6'/>
        </contact>
        <equality>
          <weld body1='hand' body2='ball' relpose='0 0 0 1 0 0 0'/>
          <connect body1='pendulum' body2='torso' anchor='0 0 0' active='false'/>
          <joint joint1='hip' joint2='knee' polycoef='0 1 0 0 0'/>
        </equality>
        <tendon>
          <fixed name='both'><joint joint='hip' coef='1'/><joint joint='knee' coef='-1'/></fixed>
          <spatial name='rope' width='.01' range='0 3' limited='true' stiffness='1'>
            <site site='s'/><site site='e'/>
          </spatial>
        </tendon>
        <actuator>
          <motor name='hip' joint='hip' gear='100' ctrllimited='true' ctrlrange='-1 1'/>
          <position joint='knee' kp='10'/>
          <velocity joint='hip' kv='2'/>
          <adhesion body='ball' ctrlrange='0 1' gain='2'/>
          <general tendon='both' dyntype='filter' dynprm='.1' biastype='affine' biasprm='0 1 1'/>
          <muscle tendon='rope' lengthrange='1 2'/>
        </actuator>
        <sensor>
          <touch site='s'/><accelerometer site='s'/><force site='s'/><rangefinder site='s'/>
          <jointpos joint='hip'/><tendonpos tendon='both'/><actuatorfrc actuator='hip'/>
          <subtreelinvel body='torso'/>
          <framepos objtype='body' objname='ball' reftype='body' refname='torso'/>
          <clock/>
        </sensor>
        <keyframe><key name='k' time='1'/></keyframe>
        <custom><numeric name='n' size='3' data='1 2 3'/></custom>
      </mujoco>
      """;

  private MutatedModels() {}

  /** How many models ran, failed while they ran, and were refused. */
  record Outcome(int ran, int failed, int refused) {}

  static Outcome run(long seed, int count) {
    Random random = new Random(seed);
    int[] outcomes = new int[3];
    for (int i = 0; i < count; i++) {
      String text = MODEL;
      for (int change = random.nextInt(3); change > 0; change--) {
        text = mutate(text, random);
      }
      outcomes[run(text)]++;
    }
    return new Outcome(outcomes[0], outcomes[1], outcomes[2]);
  }

  private static int run(String text) {
    try (Model model = Model.parse(text);
        Simulation simulation = model.simulate()) {
      try {
        simulation.forward();
        for (int i = 0; i < model.actuators(); i++) {
          simulation.control(i, 1);
        }
        simulation.step(3);
        model.scene();
        return 0;
      } catch (MujocoException e) {
        simulation.reset();
        return 1;
      }
    } catch (MujocoException e) {
      return 2;
    }
  }

  private static String mutate(String text, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> replace(text, VALUE, any(ODD, random), random);
      case 1, 2 -> replace(text, NUMBER, any(NUMBERS, random), random);
      case 3 -> replace(text, ATTRIBUTE, "", random);
      case 4 -> replace(text, LEAF, "", random);
      default -> {
        String copied = any(text, LEAF, random).group().replaceFirst(" name='[^']*'", "");
        MatchResult place = any(text, LEAF, random);
        yield text.substring(0, place.start()) + copied + text.substring(place.start());
      }
    };
  }

  private static String replace(String text, Pattern what, String by, Random random) {
    MatchResult place = any(text, what, random);
    return text.substring(0, place.start()) + by + text.substring(place.end());
  }

  private static String any(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static MatchResult any(String text, Pattern what, Random random) {
    List<MatchResult> places = new ArrayList<>(what.matcher(text).results().toList());
    return places.get(random.nextInt(places.size()));
  }
}
