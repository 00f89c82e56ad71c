package dev.visor.mujoco.render;

import org.jspecify.annotations.Nullable;

/**
 * The colour of a point of a surface, by the arithmetic of the OpenGL pipeline that MuJoCo draws
 * with. Each light adds {@code colour × (ambient + diffuse × cosine) + specular × highlight}. The
 * lights without shadows are summed and cut off at 1; then each light with shadows is added, itself
 * cut off at 1; each sum is multiplied by the texture, and the whole is cut off at 1. A surface with
 * a reflectance adds what it mirrors, in that share of its colours.
 */
final class Shading {
  /** The colour that the last call found. */
  double red;

  double green;
  double blue;

  private final Lamp[] lamps;
  private final Headlight headlight;
  private final Surroundings surroundings;

  // The surface's own colour, and the sum of one pass.
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
  void find(Surface surface, double x, double y, double z, double pixel, @Nullable Surface mirror) {
    double scale = 1 / Math.sqrt(x * x + y * y + z * z);
    surface.findNormal(x, y, z);
    double nx = surface.normalX;
    double ny = surface.normalY;
    double nz = surface.normalZ;
    own(surface, 1);
    if (surface.opaque()) {
      lightWithShadows(surface, x, y, z, scale);
    } else {
      light(surface, x, y, z, -x * scale, -y * scale, -z * scale);
    }
    if (surface.pattern != null) {
      surface.findPattern(x, y, z, pixel);
      red *= surface.pattern.red;
      green *= surface.pattern.green;
      blue *= surface.pattern.blue;
    }
    if (surface == mirror) {
      reflect(surface, x, y, z, scale, nx, ny, nz);
    }
    red = Math.min(1, red);
    green = Math.min(1, green);
    blue = Math.min(1, blue);
  }

  private void lightWithShadows(Surface surface, double x, double y, double z, double scale) {
    double toEyeX = -x * scale;
    double toEyeY = -y * scale;
    double toEyeZ = -z * scale;
    startPass(surface);
    addHeadlight(surface, toEyeX, toEyeY, toEyeZ);
    for (Lamp lamp : lamps) {
      if (!lamp.light.castsShadow()) {
        addLamp(lamp, surface, x, y, z, toEyeX, toEyeY, toEyeZ);
      }
    }
    red = Math.min(1, sumRed);
    green = Math.min(1, sumGreen);
    blue = Math.min(1, sumBlue);
    for (Lamp lamp : lamps) {
      if (lamp.light.castsShadow()) {
        sumRed = 0;
        sumGreen = 0;
        sumBlue = 0;
        addLamp(lamp, surface, x, y, z, toEyeX, toEyeY, toEyeZ);
        if (sumRed + sumGreen + sumBlue > 0
            && !surroundings.blocks(
                x,
                y,
                z,
                lamp.towardsX,
                lamp.towardsY,
                lamp.towardsZ,
                lamp.distance,
                surface)) {
          red += Math.min(1, sumRed);
          green += Math.min(1, sumGreen);
          blue += Math.min(1, sumBlue);
        }
      }
    }
  }

  /** All lights in one pass: what is transparent or mirrored has no shadows on it. */
  private void light(
      Surface surface, double x, double y, double z, double toEyeX, double toEyeY, double toEyeZ) {
    startPass(surface);
    addHeadlight(surface, toEyeX, toEyeY, toEyeZ);
    for (Lamp lamp : lamps) {
      addLamp(lamp, surface, x, y, z, toEyeX, toEyeY, toEyeZ);
    }
    red = Math.min(1, sumRed);
    green = Math.min(1, sumGreen);
    blue = Math.min(1, sumBlue);
  }

  private void reflect(
      Surface mirror,
      double x,
      double y,
      double z,
      double scale,
      double nx,
      double ny,
      double nz) {
    double directRed = red;
    double directGreen = green;
    double directBlue = blue;
    double across = 2 * scale * (x * nx + y * ny + z * nz);
    double dx = x * scale - across * nx;
    double dy = y * scale - across * ny;
    double dz = z * scale - across * nz;
    Surface seen = surroundings.mirrored(x, y, z, dx, dy, dz, mirror);
    if (seen == null) {
      return;
    }
    double distance = surroundings.distance;
    double px = x + distance * dx;
    double py = y + distance * dy;
    double pz = z + distance * dz;
    seen.findNormal(px, py, pz);
    own(seen, mirror.geom.material().reflectance());
    light(seen, px, py, pz, -dx, -dy, -dz);
    if (seen.pattern != null) {
      seen.pattern.findMean();
      red *= seen.pattern.red;
      green *= seen.pattern.green;
      blue *= seen.pattern.blue;
    }
    red += directRed;
    green += directGreen;
    blue += directBlue;
  }

  private void own(Surface surface, double share) {
    Colour colour = surface.geom.colour();
    ownRed = share * colour.red();
    ownGreen = share * colour.green();
    ownBlue = share * colour.blue();
  }

  private void startPass(Surface surface) {
    double emission = surface.geom.material().emission();
    sumRed = emission * ownRed;
    sumGreen = emission * ownGreen;
    sumBlue = emission * ownBlue;
  }

  private void addHeadlight(Surface surface, double toEyeX, double toEyeY, double toEyeZ) {
    add(
        surface,
        1,
        headlight.ambient(),
        headlight.diffuse(),
        headlight.specular(),
        0,
        0,
        1,
        toEyeX,
        toEyeY,
        toEyeZ);
  }

  private void addLamp(
      Lamp lamp,
      Surface surface,
      double x,
      double y,
      double z,
      double toEyeX,
      double toEyeY,
      double toEyeZ) {
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
          lamp.towardsZ,
          toEyeX,
          toEyeY,
          toEyeZ);
    }
  }

  /** Adds one light's share; its direction (lx, ly, lz) and the one to the eye have length 1. */
  private void add(
      Surface surface,
      double strength,
      Colour ambient,
      Colour diffuse,
      Colour specular,
      double lx,
      double ly,
      double lz,
      double toEyeX,
      double toEyeY,
      double toEyeZ) {
    double cosine = surface.normalX * lx + surface.normalY * ly + surface.normalZ * lz;
    double highlight = 0;
    if (cosine > 0) {
      double hx = lx + toEyeX;
      double hy = ly + toEyeY;
      double hz = lz + toEyeZ;
      double square = hx * hx + hy * hy + hz * hz;
      double along = surface.normalX * hx + surface.normalY * hy + surface.normalZ * hz;
      if (along > 0) {
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
