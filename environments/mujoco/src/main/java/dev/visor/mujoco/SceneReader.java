package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import dev.visor.mujoco.preset.MuJoCo.mjModel;
import dev.visor.mujoco.render.Camera;
import dev.visor.mujoco.render.Checker;
import dev.visor.mujoco.render.Colour;
import dev.visor.mujoco.render.Cord;
import dev.visor.mujoco.render.Geom;
import dev.visor.mujoco.render.Headlight;
import dev.visor.mujoco.render.Light;
import dev.visor.mujoco.render.Material;
import dev.visor.mujoco.render.Scene;
import dev.visor.mujoco.render.Shape;
import dev.visor.mujoco.render.Sky;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of a compiled model what a renderer draws, by the rules of MuJoCo's own renderer: a
 * geom or tendon shows its material's colour unless it has set its own, and those of groups 3 to 5
 * are hidden.
 */
final class SceneReader {
  private static final int VISIBLE_GROUPS = 3;
  private static final double[] UNSET = {0.5, 0.5, 0.5, 1};

  private final mjModel model;
  private final Names geoms;
  private final Names cameras;
  private final TendonPieces pieces;

  SceneReader(mjModel model, Names geoms, Names cameras, TendonPieces pieces) {
    this.model = model;
    this.geoms = geoms;
    this.cameras = cameras;
    this.pieces = pieces;
  }

  Scene read() {
    double extent = model.stat().extent();
    List<Geom> geoms = readGeoms();
    List<Cord> cords = readCords();
    return drawable(
        "a light, a camera or the visual part of the model",
        () ->
            new Scene(
                geoms,
                cords,
                readLights(),
                readCameras(),
                readHeadlight(),
                readSky(),
                model.vis().map_znear() * extent,
                model.vis().map_zfar() * extent));
  }

  private List<Geom> readGeoms() {
    List<Geom> list = new ArrayList<>();
    for (int i = 0; i < geoms.count(); i++) {
      int geom = i;
      list.add(drawable(geoms.describe(geom), () -> readGeom(geom)));
    }
    return list;
  }

  private Geom readGeom(int geom) {
    int material = model.geom_matid().get(geom);
    double[] rgba = rgba(four(model.geom_rgba(), geom), material);
    double opacity = opacity(rgba, model.geom_group().get(geom));
    if (opacity == 0) {
      return Geom.hidden();
    }
    Shape shape = shape(geom);
    return new Geom(
        shape,
        model.geom_size().get(3L * geom),
        model.geom_size().get(3L * geom + 1),
        model.geom_size().get(3L * geom + 2),
        colour(rgba),
        opacity,
        material < 0 ? Material.PLAIN : readMaterial(material, shape == Shape.PLANE));
  }

  private List<Cord> readCords() {
    List<Cord> list = new ArrayList<>();
    for (int tendon : pieces.tendons()) {
      list.add(drawable("tendon " + tendon, () -> readCord(tendon)));
    }
    return list;
  }

  private Cord readCord(int tendon) {
    int material = model.tendon_matid().get(tendon);
    double[] rgba = rgba(four(model.tendon_rgba(), tendon), material);
    return new Cord(
        model.tendon_width().get(tendon),
        colour(rgba),
        opacity(rgba, model.tendon_group().get(tendon)),
        material < 0 ? Material.PLAIN : readMaterial(material, false));
  }

  private double[] rgba(double[] own, int material) {
    return material >= 0 && Arrays.equals(own, UNSET) ? four(model.mat_rgba(), material) : own;
  }

  private static double opacity(double[] rgba, int group) {
    boolean visible = group >= 0 && group < VISIBLE_GROUPS;
    return visible ? Math.min(1, Math.max(0, rgba[3])) : 0;
  }

  private Shape shape(int geom) {
    int type = model.geom_type().get(geom);
    if (type == MuJoCo.mjGEOM_PLANE) {
      return Shape.PLANE;
    }
    if (type == MuJoCo.mjGEOM_SPHERE) {
      return Shape.SPHERE;
    }
    if (type == MuJoCo.mjGEOM_CAPSULE) {
      return Shape.CAPSULE;
    }
    if (type == MuJoCo.mjGEOM_ELLIPSOID) {
      return Shape.ELLIPSOID;
    }
    if (type == MuJoCo.mjGEOM_CYLINDER) {
      return Shape.CYLINDER;
    }
    if (type == MuJoCo.mjGEOM_BOX) {
      return Shape.BOX;
    }
    throw new MujocoException(
        geoms.describe(geom)
            + " is a mesh or a height field, which cannot be drawn: build it from planes, spheres,"
            + " capsules, ellipsoids, cylinders and boxes, or hide it in group 3");
  }

  private Material readMaterial(int material, boolean plane) {
    return new Material(
        plane ? readTexture(model.mat_texid().get(material)) : null,
        model.mat_texrepeat().get(2L * material),
        model.mat_texrepeat().get(2L * material + 1),
        model.mat_texuniform().get(material) != 0,
        model.mat_emission().get(material),
        model.mat_specular().get(material),
        model.mat_shininess().get(material),
        model.mat_reflectance().get(material));
  }

  private @Nullable Checker readTexture(int texture) {
    if (texture < 0) {
      return null;
    }
    int width = model.tex_width().get(texture);
    int height = model.tex_height().get(texture);
    return Checker.fromPixels(width, height, pixels(texture), 0);
  }

  private byte[] pixels(int texture) {
    byte[] pixels = new byte[3 * model.tex_width().get(texture) * model.tex_height().get(texture)];
    model.tex_rgb().position(model.tex_adr().get(texture)).get(pixels);
    return pixels;
  }

  private List<Light> readLights() {
    List<Light> list = new ArrayList<>();
    for (int i = 0; i < model.nlight(); i++) {
      boolean on = model.light_active().get(i) != 0;
      double cutoff = model.light_cutoff().get(i);
      list.add(
          new Light(
              model.light_directional().get(i) != 0,
              on && model.light_castshadow().get(i) != 0,
              on ? colour(three(model.light_ambient(), i)) : Colour.BLACK,
              on ? colour(three(model.light_diffuse(), i)) : Colour.BLACK,
              on ? colour(three(model.light_specular(), i)) : Colour.BLACK,
              model.light_attenuation().get(3L * i),
              model.light_attenuation().get(3L * i + 1),
              model.light_attenuation().get(3L * i + 2),
              cutoff > 90 ? 180 : cutoff,
              model.light_exponent().get(i)));
    }
    return list;
  }

  private List<Camera> readCameras() {
    List<Camera> list = new ArrayList<>();
    for (int i = 0; i < cameras.count(); i++) {
      list.add(new Camera(cameras.all().get(i), model.cam_fovy().get(i)));
    }
    return list;
  }

  private Headlight readHeadlight() {
    var visual = model.vis();
    if (visual.headlight_active() == 0) {
      return Headlight.OFF;
    }
    return new Headlight(
        new Colour(
            visual.headlight_ambient(0), visual.headlight_ambient(1), visual.headlight_ambient(2)),
        new Colour(
            visual.headlight_diffuse(0), visual.headlight_diffuse(1), visual.headlight_diffuse(2)),
        new Colour(
            visual.headlight_specular(0),
            visual.headlight_specular(1),
            visual.headlight_specular(2)));
  }

  private Sky readSky() {
    for (int i = 0; i < model.ntex(); i++) {
      if (model.tex_type().get(i) == MuJoCo.mjTEXTURE_SKYBOX) {
        return Sky.fromPixels(model.tex_width().get(i), pixels(i), 0);
      }
    }
    return Sky.BLACK;
  }

  /** The records refuse what cannot be drawn; says whose it is. */
  private static <T> T drawable(String what, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      throw new MujocoException("Cannot draw " + what + ": " + e.getMessage(), 0, e);
    }
  }

  private static Colour colour(double[] rgb) {
    return new Colour(Math.max(0, rgb[0]), Math.max(0, rgb[1]), Math.max(0, rgb[2]));
  }

  private static double[] three(FloatPointer values, int index) {
    return numbers(values, 3, index);
  }

  private static double[] four(FloatPointer values, int index) {
    return numbers(values, 4, index);
  }

  private static double[] numbers(FloatPointer values, int size, int index) {
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = values.get((long) size * index + i);
    }
    return numbers;
  }
}
