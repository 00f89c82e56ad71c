package dev.visor.mujoco.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Draws the frames of one scene at one size, like MuJoCo's own renderer: the same framing, colours,
 * lights, shadows, checkers and mirrored floor, though not the same pixels.
 *
 * <p><b>How.</b> Everything is moved into the camera's frame once a frame. Then, row by row, each
 * opaque surface is intersected with the rays through the part of the row that it may cover, four
 * rays a pixel, and the nearest is kept: a depth buffer of one row, filled surface by surface. A
 * pixel's rays that see the same surface are shaded once, in their middle, and weigh as many
 * quarters as they are; so edges are smooth, and a pole thinner than a pixel neither vanishes nor
 * flickers, at little more than the cost of one ray a pixel. Rays to lamps and from the mirror
 * start at that middle. Surfaces that are not opaque are laid over the finished row, the farthest
 * first.
 *
 * <p><b>Why the same bytes everywhere.</b> A picture is data that an agent learns from, so a frame
 * must repeat bit for bit on another JVM or processor. Everything that depends on the pose uses
 * addition, subtraction, multiplication, division, square root, comparison and floor alone, which
 * Java defines exactly; powers and the sky come from tables that {@code StrictMath} fills. Culling
 * only leaves out what would not be seen.
 *
 * <p><b>What MuJoCo draws and this does not.</b> Meshes, height fields, skins and sites; tendons
 * where they bend around geoms; textures other than checkers, and those on planes only; the stars
 * of its skies; haze and fog; mirrors other than planes. Planes cast no shadows. Where MuJoCo
 * interpolates light between the corners of a coarse mesh, this computes it in every pixel.
 *
 * <p>A ray caster owns all its memory and allocates nothing while it draws. One thread at a time.
 */
public final class RayCaster {
  /** Raised with every change that alters a picture, so that data says what drew it. */
  public static final int VERSION = 1;

  private static final int MOST_PIXELS = 4096;

  private final Scene scene;
  private final int height;
  private final int width;
  private final double[] tangents;
  private final boolean culling;

  private final View view;
  private final ScreenBounds bounds = new ScreenBounds();
  private final Surface[] surfaces;

  /** Which of the scene's geoms each surface is; cords are counted on after the geoms. */
  private final int[] things;

  private final Span span = new Span();
  private final Lamp[] lamps;
  private final Surroundings surroundings;
  private final Shading shading;
  private final Gradient sky;

  // The pixels that each surface may cover in this frame.
  private final int[] left;
  private final int[] right;
  private final int[] top;
  private final int[] bottom;

  private final Veils veils;
  private final Samples samples;
  private final Samples veilSamples;
  private final double[] colours;

  /**
   * @param height rows of a picture, 1 to 4096
   * @param width pixels of a row, 1 to 4096
   * @throws IllegalArgumentException if the size is out of range
   */
  public RayCaster(Scene scene, int height, int width) {
    this(scene, height, width, true);
  }

  /**
   * @param culling whether to leave out work that cannot change the picture
   */
  RayCaster(Scene scene, int height, int width, boolean culling) {
    Range.require(height, 1, MOST_PIXELS, "height");
    Range.require(width, 1, MOST_PIXELS, "width");
    this.scene = scene;
    this.height = height;
    this.width = width;
    this.culling = culling;
    Map<Double, Power> powers = new HashMap<>();
    Surface[] all =
        Stream.concat(scene.geoms().stream(), scene.cords().stream().map(Cord::slack))
            .map(geom -> Surface.of(geom, powers))
            .toArray(Surface[]::new);
    things = IntStream.range(0, all.length).filter(i -> all[i].exists()).toArray();
    surfaces = IntStream.of(things).mapToObj(i -> all[i]).toArray(Surface[]::new);
    lamps = scene.lights().stream().map(Lamp::new).toArray(Lamp[]::new);
    surroundings = new Surroundings(surfaces, culling);
    shading = new Shading(lamps, scene.headlight(), surroundings);
    sky = new Gradient(scene.sky());
    tangents =
        scene.cameras().stream()
            .mapToDouble(camera -> StrictMath.tan(StrictMath.toRadians(camera.fieldOfView() / 2)))
            .toArray();
    left = new int[surfaces.length];
    right = new int[surfaces.length];
    top = new int[surfaces.length];
    bottom = new int[surfaces.length];
    view = new View(height, width);
    veils = new Veils(surfaces.length);
    samples = new Samples(view, width);
    veilSamples = new Samples(view, width);
    colours = new double[3 * width];
  }

  /** Bytes of a picture: height × width × 3. */
  public int bytes() {
    return 3 * height * width;
  }

  /**
   * Draws one frame: red, green and blue of each pixel, 0 to 255, rows from the top.
   *
   * <p>A geom that the camera is inside of is not drawn, as MuJoCo does not draw inner faces.
   *
   * @param pose where everything is; made for this scene
   * @param camera index of the camera to look through
   * @param target where the picture goes; {@link #bytes()} bytes are written
   * @param offset index of the first byte
   * @throws IllegalArgumentException if the pose is of another scene or has a number that is not
   *     finite
   * @throws IndexOutOfBoundsException if the camera or the place in {@code target} does not exist
   */
  public void draw(Pose pose, int camera, byte[] target, int offset) {
    Objects.checkIndex(camera, tangents.length);
    Objects.checkFromIndexSize(offset, bytes(), target.length);
    pose.requireDrawable(scene);
    place(pose, camera);
    Surface mirror = mirror();
    for (int row = 0; row < height; row++) {
      drawOpaque(row, mirror);
      drawVeils(row);
      int start = offset + row * colours.length;
      for (int i = 0; i < colours.length; i++) {
        target[start + i] = (byte) (int) (colours[i] * 255 + 0.5);
      }
    }
  }

  private void place(Pose pose, int camera) {
    view.place(pose, camera, tangents[camera]);
    veils.clear();
    for (int i = 0; i < surfaces.length; i++) {
      Surface surface = surfaces[i];
      int cord = things[i] - scene.geoms().size();
      if (cord >= 0 && surface instanceof Capsule capsule) {
        span.find(pose.cordEnds(), cord);
        capsule.stretch(span.half);
        capsule.place(span.centre, span.rotation, 0, view);
      } else {
        surface.place(pose.geomPositions(), pose.geomRotations(), things[i], view);
      }
      bound(surface, i);
      if (!surface.opaque()) {
        veils.add(surface, i);
      }
    }
    surroundings.gather();
    for (int i = 0; i < lamps.length; i++) {
      lamps[i].place(pose, i, view);
    }
  }

  /** Finds the pixels that a surface may cover, with one to spare on each side. */
  private void bound(Surface surface, int number) {
    bounds.clear();
    if (culling) {
      surface.bound(bounds);
    } else {
      bounds.addEverything();
    }
    bounds.close();
    left[number] = view.column(bounds.left, -1);
    right[number] = bounds.behind ? left[number] : view.column(bounds.right, 2);
    top[number] = view.row(bounds.top, -1);
    bottom[number] = bounds.behind ? top[number] : view.row(bounds.bottom, 2);
  }

  /** The surface that mirrors in this frame: as in MuJoCo the first that can. */
  private @Nullable Surface mirror() {
    for (Surface surface : surfaces) {
      if (surface.mirrors()) {
        return surface;
      }
    }
    return null;
  }

  private boolean covers(int number, int row) {
    return row >= top[number] && row < bottom[number];
  }

  private void drawOpaque(int row, @Nullable Surface mirror) {
    samples.begin(row, scene.far());
    for (int i = 0; i < surfaces.length; i++) {
      if (surfaces[i].opaque() && covers(i, row)) {
        samples.look(surfaces[i], i, left[i], right[i], scene.near());
      }
    }
    Arrays.fill(colours, 0);
    for (int pixel = 0; pixel < width; pixel++) {
      if (samples.seeSky(pixel)) {
        addSky(row, pixel, 1);
      } else {
        addSeen(row, pixel, mirror);
      }
    }
  }

  /** Adds what the samples of a pixel see, each surface by its share of them. */
  private void addSeen(int row, int pixel, @Nullable Surface mirror) {
    int done = 0;
    for (int sample = 0; sample < Samples.COUNT; sample++) {
      if ((done & 1 << sample) == 0) {
        int number = samples.seen(sample, pixel);
        done |= samples.gather(pixel, number);
        double share = (double) samples.count / Samples.COUNT;
        if (number == Samples.SKY) {
          addSky(row, pixel, share);
        } else {
          shading.find(surfaces[number], samples.x, samples.y, samples.z, view.pixel, mirror);
          colours[3 * pixel] += share * shading.red;
          colours[3 * pixel + 1] += share * shading.green;
          colours[3 * pixel + 2] += share * shading.blue;
        }
      }
    }
  }

  private void addSky(int row, int pixel, double share) {
    double elevation = view.elevation(view.slopeX(pixel + 0.5), view.slopeY(row + 0.5));
    sky.add(elevation, share, colours, 3 * pixel);
  }

  private void drawVeils(int row) {
    for (int place = 0; place < veils.count(); place++) {
      int number = veils.number(place);
      if (covers(number, row)) {
        drawVeil(surfaces[number], number);
      }
    }
  }

  private void drawVeil(Surface veil, int number) {
    veilSamples.beginBefore(samples, left[number], right[number]);
    veilSamples.look(veil, number, left[number], right[number], scene.near());
    for (int pixel = left[number]; pixel < right[number]; pixel++) {
      if (veilSamples.gather(pixel, number) != 0) {
        shading.find(veil, veilSamples.x, veilSamples.y, veilSamples.z, view.pixel, null);
        double share = veil.opacity * veilSamples.count / Samples.COUNT;
        colours[3 * pixel] += share * (shading.red - colours[3 * pixel]);
        colours[3 * pixel + 1] += share * (shading.green - colours[3 * pixel + 1]);
        colours[3 * pixel + 2] += share * (shading.blue - colours[3 * pixel + 2]);
      }
    }
  }
}
