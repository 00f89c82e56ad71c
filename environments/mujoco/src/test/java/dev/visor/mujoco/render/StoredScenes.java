package dev.visor.mujoco.render;

import java.util.List;

/**
 * Scenes with poses that come from no simulation, so that their pictures depend on the renderer
 * alone: five tasks of the control suite at stored joint positions, and a still life of all shapes.
 *
 * @param scene what is drawn
 * @param pose where it is
 */
public record StoredScenes(Scene scene, Pose pose) {
  private static final Colour SELF = new Colour(0.7, 0.5, 0.3);
  private static final Colour EFFECTOR = new Colour(0.7, 0.4, 0.2);
  private static final Colour DECORATION = new Colour(0.3, 0.5, 0.7);
  private static final Colour TARGET = new Colour(0.6, 0.3, 0.3);
  private static final Material GRID =
      new Material(
          new Checker(
              new Colour(0.1, 0.2, 0.3),
              new Colour(0.2, 0.3, 0.4),
              new Colour(0.2, 0.3, 0.4),
              1.0 / 300),
          1,
          1,
          true,
          0,
          0.5,
          0.5,
          0.2);
  private static final Headlight HEADLIGHT =
      new Headlight(Colour.grey(0.4), Colour.grey(0.8), Colour.grey(0.1));
  private static final Sky SKY = new Sky(new Colour(0.4, 0.6, 0.8), Colour.BLACK);

  /** The two-legged walker in mid-stride: eight geoms, a shadow, two cameras. */
  public static StoredScenes walker() {
    Stage stage = new Stage(HEADLIGHT, SKY, 0.02, 100);
    stage.add(plane(250, 0.8), Placement.at(248, 0, 0));
    Placement torso = Placement.at(0, 0, 1.3).turnedAboutY(0.189628);
    stage.add(capsule(0.07, 0.3, SELF), torso);
    Leg right = new Leg(torso, -0.05, 0.331440, -0.872540, 0.070760);
    Leg left = new Leg(torso, 0.05, 0.858238, -1.424733, 0.333887);
    right.addTo(stage);
    left.addTo(stage);
    double[] sum = new double[4];
    right.weigh(sum);
    left.weigh(sum);
    weigh(sum, torso, 10.673);
    Placement centre = Placement.at(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
    stage.add(
        new Camera("side", 45),
        centre.moved(-0.0088, -2, 1.2277).turned(Placement.axes(1, 0, 0, 0, 0.5, sine(60))));
    stage.add(
        new Camera("back", 45),
        centre.moved(-2.0088, 0, 1.0277).turned(Placement.axes(0, -1, 0, 1, 0, 3)));
    stage.add(lamp(0.7, 0.3), centre.moved(-0.0088, 0, 2.5277));
    return stage.stored();
  }

  /** The pole on its cart, before rails that are thinner than a pixel of a small picture. */
  public static StoredScenes cartpole() {
    Stage stage = new Stage(HEADLIGHT, SKY, 0.02, 100);
    stage.add(plane(4, 4), Placement.at(0, 0, -0.05));
    Placement alongX = Placement.at(0, 0, 1).turned(Placement.axes(0, 0, -1, 0, 1, 0));
    stage.add(capsule(0.02, 2, DECORATION), alongX.moved(0, 0.07, 0));
    stage.add(capsule(0.02, 2, DECORATION), alongX.moved(0, -0.07, 0));
    Placement cart = Placement.at(0.084037, 0, 1);
    stage.add(box(0.2, 0.15, 0.1, SELF), cart);
    stage.add(capsule(0.045, 0.5, SELF), cart.turnedAboutY(0.084945).moved(0, 0, 0.5));
    stage.add(
        new Camera("fixed", 45), Placement.at(0, -4, 1).turned(Placement.axes(1, 0, 0, 0, 0, 1)));
    stage.add(lamp(0.7, 0.3), Placement.at(0, 0, 6));
    return stage.stored();
  }

  /** The planar arm over its target, from above, between four low walls. */
  public static StoredScenes reacher() {
    Stage stage = arena();
    stage.add(cylinder(0.011, 0.01, DECORATION), Placement.at(0, 0, 0.01));
    Placement arm = Placement.at(0, 0, 0.01).turnedAboutZ(0.225031);
    Placement hand = arm.moved(0.12, 0, 0).turnedAboutZ(0.214535);
    Placement alongX = Placement.at(0, 0, 0).turned(Placement.axes(0, 0, -1, 0, 1, 0));
    stage.add(capsule(0.01, 0.06, SELF), arm.moved(0.06, 0, 0).turned(alongX));
    stage.add(capsule(0.01, 0.05, SELF), hand.moved(0.05, 0, 0).turned(alongX));
    stage.add(sphere(0.01, EFFECTOR), hand.moved(0.12, 0, 0));
    stage.add(sphere(0.05, TARGET), Placement.at(0, 0, 0.01));
    return stage.stored();
  }

  /** A point mass beside its target, from above, between four low walls. */
  public static StoredScenes pointMass() {
    Stage stage = arena();
    stage.add(sphere(0.01, SELF), Placement.at(0.084105, 0.123645, 0.01));
    stage.add(sphere(0.015, TARGET), Placement.at(0, 0, 0.01));
    return stage.stored();
  }

  /** A ball on a string below its cup, in a parallel light. */
  public static StoredScenes ballInCup() {
    Stage stage = new Stage(HEADLIGHT, SKY, 0.01, 50);
    stage.add(plane(0.6, 0.2), Placement.at(0, 0, 0));
    Placement cup = Placement.at(0.04, 0, 0.62);
    double[][] walls = {
      {-0.05, 0, -0.05, -0.075},
      {-0.05, -0.075, -0.025, -0.1},
      {-0.025, -0.1, 0.025, -0.1},
      {0.025, -0.1, 0.05, -0.075},
      {0.05, -0.075, 0.05, 0}
    };
    for (double[] wall : walls) {
      double x = wall[2] - wall[0];
      double z = wall[3] - wall[1];
      stage.add(
          capsule(0.008, Math.sqrt(x * x + z * z) / 2, SELF),
          cup.moved((wall[0] + wall[2]) / 2, 0, (wall[1] + wall[3]) / 2)
              .turned(Placement.axes(-z, 0, x, 0, 1, 0)));
    }
    Placement ball = Placement.at(-0.13, 0, 0.31);
    stage.add(sphere(0.025, EFFECTOR), ball);
    stage.add(new Cord(0.003, Colour.grey(0.5), 1, Material.PLAIN), ball, cup.moved(0, 0, -0.108));
    stage.add(
        new Camera("fixed", 45), Placement.at(0, -1, 0.8).turned(Placement.axes(1, 0, 0, 0, 1, 2)));
    stage.add(
        new Light(true, true, Colour.BLACK, Colour.grey(0.6), Colour.grey(0.3), 1, 0, 0, 180, 0),
        Placement.at(0, 0, 2));
    return stage.stored();
  }

  /** Every shape once, turned, one half transparent, in a spot and a parallel light. */
  public static StoredScenes stillLife() {
    Material shiny = new Material(null, 1, 1, false, 0, 1, 0.9, 0);
    Material glowing = new Material(null, 1, 1, false, 0.5, 0, 0, 0);
    Material tiles =
        new Material(
            new Checker(Colour.WHITE, new Colour(0.3, 0.3, 0.3), new Colour(0.8, 0.1, 0.1), 0.02),
            4,
            4,
            true,
            0,
            0.1,
            0.2,
            0);
    Stage stage = new Stage(HEADLIGHT, SKY, 0.01, 50);
    stage.add(new Geom(Shape.PLANE, 0, 0, 1, Colour.grey(0.6), 1, tiles), Placement.at(0, 0, 0));
    Placement tilted = Placement.at(0, 0, 0).turned(Placement.axes(2, 1, 0.5, -1, 3, 1));
    stage.add(
        new Geom(Shape.SPHERE, 0.25, 0, 0, new Colour(0.9, 0.1, 0.1), 1, shiny),
        Placement.at(-1, 0.2, 0.25));
    stage.add(
        capsule(0.12, 0.2, new Colour(0.1, 0.7, 0.2)), Placement.at(-0.4, 0, 0.35).turned(tilted));
    stage.add(
        new Geom(Shape.ELLIPSOID, 0.3, 0.2, 0.12, new Colour(0.2, 0.3, 0.9), 1, Material.PLAIN),
        Placement.at(0.2, 0, 0.3).turned(tilted));
    stage.add(
        cylinder(0.18, 0.15, new Colour(0.9, 0.8, 0.1)),
        Placement.at(0.8, 0.1, 0.3).turned(tilted));
    stage.add(box(0.2, 0.12, 0.25, SELF), Placement.at(0.3, 0.8, 0.3).turned(tilted));
    stage.add(
        new Geom(Shape.BOX, 0.3, 0.02, 0.25, new Colour(0.7, 0.9, 1), 0.3, shiny),
        Placement.at(0.1, -0.5, 0.25));
    stage.add(
        new Geom(Shape.SPHERE, 0.06, 0, 0, new Colour(1, 0.9, 0.6), 1, glowing),
        Placement.at(-0.7, -0.6, 0.06));
    stage.add(
        new Camera("front", 45),
        Placement.at(0, -2.4, 1.4).turned(Placement.axes(1, 0, 0, 0, 0.45, 0.9)));
    stage.add(
        new Camera("above", 60),
        Placement.at(0.2, 0.1, 2.2).turned(Placement.axes(1, 0.3, 0, -0.3, 1, 0)));
    stage.add(lamp(0.7, 0.3), Placement.at(-0.6, -0.4, 2.5));
    stage.add(
        new Light(true, true, Colour.BLACK, Colour.grey(0.3), Colour.grey(0.2), 1, 0, 0, 180, 0),
        Placement.at(0, 0, 0).turned(Placement.axes(1, 0.2, 0.5, 0, 1, 0)));
    return stage.stored();
  }

  private static Stage arena() {
    Stage stage = new Stage(HEADLIGHT, SKY, 0.01, 100);
    stage.add(plane(0.3, 0.3), Placement.at(0, 0, 0));
    stage.add(
        wall(0.02, 0.3), Placement.at(-0.3, 0, 0.02).turned(Placement.axes(0, 0, -1, 0, 1, 0)));
    stage.add(wall(0.02, 0.3), Placement.at(0.3, 0, 0.02).turned(Placement.axes(0, 0, 1, 0, 1, 0)));
    stage.add(
        wall(0.3, 0.02), Placement.at(0, -0.3, 0.02).turned(Placement.axes(1, 0, 0, 0, 0, -1)));
    stage.add(wall(0.3, 0.02), Placement.at(0, 0.3, 0.02).turned(Placement.axes(1, 0, 0, 0, 0, 1)));
    stage.add(new Camera("fixed", 45), Placement.at(0, 0, 0.75));
    stage.add(lamp(0.7, 0.3), Placement.at(0, 0, 1));
    return stage;
  }

  private static Geom plane(double halfX, double halfY) {
    return new Geom(Shape.PLANE, halfX, halfY, 0.2, Colour.WHITE, 1, GRID);
  }

  private static Geom wall(double halfX, double halfY) {
    return new Geom(Shape.PLANE, halfX, halfY, 0.02, DECORATION, 1, Material.PLAIN);
  }

  private static Geom capsule(double radius, double half, Colour colour) {
    return new Geom(Shape.CAPSULE, radius, half, 0, colour, 1, Material.PLAIN);
  }

  private static Geom cylinder(double radius, double half, Colour colour) {
    return new Geom(Shape.CYLINDER, radius, half, 0, colour, 1, Material.PLAIN);
  }

  private static Geom sphere(double radius, Colour colour) {
    return new Geom(Shape.SPHERE, radius, 0, 0, colour, 1, Material.PLAIN);
  }

  private static Geom box(double halfX, double halfY, double halfZ, Colour colour) {
    return new Geom(Shape.BOX, halfX, halfY, halfZ, colour, 1, Material.PLAIN);
  }

  private static Light lamp(double diffuse, double specular) {
    return new Light(
        false, true, Colour.BLACK, Colour.grey(diffuse), Colour.grey(specular), 1, 0, 0, 45, 10);
  }

  private static void weigh(double[] sum, Placement placement, double mass) {
    sum[0] += mass * placement.x();
    sum[1] += mass * placement.y();
    sum[2] += mass * placement.z();
    sum[3] += mass;
  }

  private static double sine(double degrees) {
    return StrictMath.sin(StrictMath.toRadians(degrees));
  }

  /** Thigh, leg and foot of the walker, hung from its torso. */
  private static final class Leg {
    private final Placement thigh;
    private final Placement shin;
    private final Placement foot;

    Leg(Placement torso, double side, double hip, double knee, double ankle) {
      Placement hipJoint = torso.moved(0, side, -0.3).turnedAboutY(-hip);
      Placement kneeJoint = hipJoint.moved(0, 0, -0.45).turnedAboutY(-knee);
      thigh = hipJoint.moved(0, 0, -0.225);
      shin = kneeJoint.moved(0, 0, -0.25);
      foot = kneeJoint.moved(0, 0, -0.5).turnedAboutY(-ankle).moved(0.06, 0, 0);
    }

    void addTo(Stage stage) {
      stage.add(capsule(0.05, 0.225, SELF), thigh);
      stage.add(capsule(0.04, 0.25, SELF), shin);
      stage.add(capsule(0.05, 0.1, SELF), foot.turned(Placement.axes(0, 0, -1, 0, 1, 0)));
    }

    void weigh(double[] sum) {
      StoredScenes.weigh(sum, thigh, 4.058);
      StoredScenes.weigh(sum, shin, 2.781);
      StoredScenes.weigh(sum, foot, 2.094);
    }
  }

  /** The names of all, for {@link #of}. */
  static List<String> names() {
    return List.of("walker", "cartpole", "reacher", "point-mass", "ball-in-cup", "still-life");
  }

  /** The scene of a name. */
  static StoredScenes of(String name) {
    return switch (name) {
      case "walker" -> walker();
      case "cartpole" -> cartpole();
      case "reacher" -> reacher();
      case "point-mass" -> pointMass();
      case "ball-in-cup" -> ballInCup();
      case "still-life" -> stillLife();
      default -> throw new IllegalArgumentException("No stored scene is called " + name);
    };
  }
}
