package dev.visor.mujoco.render;

import org.jspecify.annotations.Nullable;

/**
 * The colour of a point of a surface, by the arithmetic of the OpenGL pipeline that MuJoCo draws
 * with. Each light adds {@code colour × (ambient + diffuse × cosine) + specular × highlight}. The
 * lights without shadows are summed and cut off at 1; then each light with shadows is added, itself
 * cut off at 1; each sum is multiplied by the texture, and the whole is cut off at 1. What is
 * transparent or mirrored has no shadows on it. A mirror adds what it mirrors, in that share of its
 * colours that is the mirror's reflectance.
 */
final class Shading {
  /** The colour that the last call found. */
  double red;

  double green;
  double blue;

  private final Lamp[] lamps;
  private final Headlight headlight;
  private final Surroundings surroundings;

  // The point that is being shaded: where it is, the way to the eye, its normal.
  private double x;
  private double y;
  private double z;
  private double toEyeX;
  private double toEyeY;
  private double toEyeZ;
  private double normalX;
  private double normalY;
  private double normalZ;

  // The colour of its surface, and the sum of one pass over lights.
  private double ownRed;
  private double ownGreen;
  private double ownBlue;
  private double sumRed;
  private double sumGreen;
  private double sumBlue;

  Shading(Lamp[] lamps, Headlight headlight, Surroundings surroundings) {
    this.lamps = lamps;
    this.headlight = headlight;
    this.surroundings = surroundings;
  }

  /**
   * Finds the colour of a point that the eye sees.
   *
   * @param pixel slope from one pixel to the next
   * @param mirror the one surface that mirrors in this frame, or null
   */
  void find(
      Surface surface,
      double pointX,
      double pointY,
      double pointZ,
      double pixel,
      @Nullable Surface mirror) {
    double scale = -1 / Math.sqrt(pointX * pointX + pointY * pointY + pointZ * pointZ);
    at(surface, pointX, pointY, pointZ, pointX * scale, pointY * scale, pointZ * scale, 1);
    if (surface.opaque()) {
      lightWithShadows(surface);
    } else {
      light(surface);
    }
    if (surface.pattern != null) {
      surface.findPattern(surface.pattern, x, y, z, pixel);
      paint(surface.pattern);
    }
    if (surface == mirror) {
      addMirrored(surface);
    }
    red = Math.min(1, red);
    green = Math.min(1, green);
    blue = Math.min(1, blue);
  }

  private void addMirrored(Surface mirror) {
    double directRed = red;
    double directGreen = green;
    double directBlue = blue;
    double across = 2 * (toEyeX * normalX + toEyeY * normalY + toEyeZ * normalZ);
    double dx = across * normalX - toEyeX;
    double dy = across * normalY - toEyeY;
    double dz = across * normalZ - toEyeZ;
    surroundings.follow(x, y, z, dx, dy, dz);
    Surface seen = surroundings.mirrored(mirror);
    if (seen != null) {
      double distance = surroundings.distance;
      at(
          seen,
          x + distance * dx,
          y + distance * dy,
          z + distance * dz,
          -dx,
          -dy,
          -dz,
          mirror.geom.material().reflectance());
      light(seen);
      if (seen.pattern != null) {
        seen.pattern.findMean();
        paint(seen.pattern);
      }
      red += directRed;
      green += directGreen;
      blue += directBlue;
    }
  }

  /** Turns to a point of a surface that shows a share of its colour. */
  private void at(
      Surface surface,
      double pointX,
      double pointY,
      double pointZ,
      double eyeX,
      double eyeY,
      double eyeZ,
      double share) {
    x = pointX;
    y = pointY;
    z = pointZ;
    toEyeX = eyeX;
    toEyeY = eyeY;
    toEyeZ = eyeZ;
    surface.findNormal(x, y, z);
    normalX = surface.normalX;
    normalY = surface.normalY;
    normalZ = surface.normalZ;
    Colour colour = surface.geom.colour();
    ownRed = share * colour.red();
    ownGreen = share * colour.green();
    ownBlue = share * colour.blue();
  }

  private void lightWithShadows(Surface surface) {
    startPass(surface.geom.material().emission());
    addHeadlight(surface);
    for (Lamp lamp : lamps) {
      if (!lamp.light.castsShadow()) {
        addLamp(lamp, surface);
      }
    }
    endPass();
    for (Lamp lamp : lamps) {
      if (lamp.light.castsShadow()) {
        startPass(0);
        addLamp(lamp, surface);
        if (sumRed + sumGreen + sumBlue > 0 && !inShadow(lamp, surface)) {
          red += Math.min(1, sumRed);
          green += Math.min(1, sumGreen);
          blue += Math.min(1, sumBlue);
        }
      }
    }
  }

  private boolean inShadow(Lamp lamp, Surface surface) {
    surroundings.follow(x, y, z, lamp.towardsX, lamp.towardsY, lamp.towardsZ);
    return surroundings.blocks(lamp.distance, surface);
  }

  private void light(Surface surface) {
    startPass(surface.geom.material().emission());
    addHeadlight(surface);
    for (Lamp lamp : lamps) {
      addLamp(lamp, surface);
    }
    endPass();
  }

  private void startPass(double emission) {
    sumRed = emission * ownRed;
    sumGreen = emission * ownGreen;
    sumBlue = emission * ownBlue;
  }

  private void endPass() {
    red = Math.min(1, sumRed);
    green = Math.min(1, sumGreen);
    blue = Math.min(1, sumBlue);
  }

  private void paint(Pattern pattern) {
    red *= pattern.red;
    green *= pattern.green;
    blue *= pattern.blue;
  }

  private void addHeadlight(Surface surface) {
    add(surface, 1, headlight.ambient(), headlight.diffuse(), headlight.specular(), 0, 0, 1);
  }

  private void addLamp(Lamp lamp, Surface surface) {
    double strength = lamp.strength(x, y, z);
    if (strength > 0) {
      Light light = lamp.light;
      add(
          surface,
          strength,
          light.ambient(),
          light.diffuse(),
          light.specular(),
          lamp.towardsX,
          lamp.towardsY,
          lamp.towardsZ);
    }
  }

  /** Adds one light that shines from a direction of length 1. */
  private void add(
      Surface surface,
      double strength,
      Colour ambient,
      Colour diffuse,
      Colour specular,
      double fromX,
      double fromY,
      double fromZ) {
    double cosine = normalX * fromX + normalY * fromY + normalZ * fromZ;
    double highlight = 0;
    if (cosine > 0) {
      double halfX = fromX + toEyeX;
      double halfY = fromY + toEyeY;
      double halfZ = fromZ + toEyeZ;
      double square = halfX * halfX + halfY * halfY + halfZ * halfZ;
      double along = normalX * halfX + normalY * halfY + normalZ * halfZ;
      if (along > 0 && along * along > square * surface.shine.negligibleSquare) {
        highlight = surface.specular * strength * surface.shine.of(along / Math.sqrt(square));
      }
    }
    double slope = Math.max(0, cosine);
    sumRed +=
        strength * ownRed * (ambient.red() + slope * diffuse.red()) + highlight * specular.red();
    sumGreen +=
        strength * ownGreen * (ambient.green() + slope * diffuse.green())
            + highlight * specular.green();
    sumBlue +=
        strength * ownBlue * (ambient.blue() + slope * diffuse.blue())
            + highlight * specular.blue();
  }
}
