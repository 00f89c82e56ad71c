package dev.visor.mujoco.render;

/** A light as one frame has it, and what it sends to a point. */
final class Lamp {
  /** Beyond this half-angle a cone is no cone. */
  private static final double ALL_AROUND = 90;

  final Light light;

  /** Direction from the point that {@link #strength} was asked for to the lamp, of length 1. */
  double towardsX;

  double towardsY;
  double towardsZ;

  /** Distance from that point to the lamp; infinite if directional. */
  double distance;

  private final boolean fading;
  private final double constantStrength;
  private final boolean cone;
  private final double cosineOfCutoff;
  private final Power fade;

  private double positionX;
  private double positionY;
  private double positionZ;
  private double directionX;
  private double directionY;
  private double directionZ;

  Lamp(Light light) {
    this.light = light;
    fading = light.attenuation1() > 0 || light.attenuation2() > 0;
    constantStrength = fading ? 0 : 1 / light.attenuation0();
    cone = !light.directional() && light.cutoff() <= ALL_AROUND;
    cosineOfCutoff = StrictMath.cos(StrictMath.toRadians(light.cutoff()));
    fade = new Power(light.exponent());
  }

  /** Moves the lamp to where a pose has light {@code index}. */
  void place(Pose pose, int index, View view) {
    double[] positions = pose.lightPositions();
    double[] directions = pose.lightDirections();
    int at = 3 * index;
    view.toCamera(
        positions[at] - view.eyeX, positions[at + 1] - view.eyeY, positions[at + 2] - view.eyeZ);
    positionX = view.x;
    positionY = view.y;
    positionZ = view.z;
    view.toCamera(directions[at], directions[at + 1], directions[at + 2]);
    directionX = view.x;
    directionY = view.y;
    directionZ = view.z;
  }

  /** The share of its light that comes to a point if nothing is in the way; also sets the way. */
  double strength(double x, double y, double z) {
    if (light.directional()) {
      towardsX = -directionX;
      towardsY = -directionY;
      towardsZ = -directionZ;
      distance = Double.POSITIVE_INFINITY;
      return 1;
    }
    double dx = positionX - x;
    double dy = positionY - y;
    double dz = positionZ - z;
    double square = dx * dx + dy * dy + dz * dz;
    if (square == 0) {
      return 0;
    }
    distance = Math.sqrt(square);
    double scale = 1 / distance;
    towardsX = dx * scale;
    towardsY = dy * scale;
    towardsZ = dz * scale;
    double strength = fading ? fadedStrength(square) : constantStrength;
    if (!cone) {
      return strength;
    }
    double cosine = -(towardsX * directionX + towardsY * directionY + towardsZ * directionZ);
    return cosine < cosineOfCutoff ? 0 : strength * fade.of(cosine);
  }

  private double fadedStrength(double square) {
    return 1
        / (light.attenuation0() + light.attenuation1() * distance + light.attenuation2() * square);
  }
}
