package dev.visor.mujoco.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

public final class RayCaster {
  private static final int SAMPLES = 4;

  /** Where the samples of a pixel are: no two in one row or column of a 4x4 grid. */
  private static final double[] SAMPLE_X = {0.375, 0.875, 0.125, 0.625};

  private static final double[] SAMPLE_Y = {0.125, 0.375, 0.625, 0.875};

  private static final int NOTHING = -1;

  private final Scene scene;
  private final int height;
  private final int width;
  private final double[] tangents;

  private final View view = new View();
  private final ScreenBounds bounds = new ScreenBounds();
  private final Surface[] surfaces;
  private final int[] geomOf;
  private final Lamp[] lamps;
  private final Surroundings surroundings;
  private final Shading shading;
  private final Gradient sky;

  // Per surface and frame: the pixels that it may cover; per frame: the order to blend in.
  private final int[] left;
  private final int[] right;
  private final int[] top;
  private final int[] bottom;
  private final int[] veils;
  private final double[] veilDistances;
  private int veilCount;

  // Per row: what each sample sees and where, and the colours so far.
  private final double[][] depths;
  private final int[][] seen;
  private final double[][] veilDepths;
  private final int[][] veilSeen;
  private final double[] colours;

  // Per frame: the slopes of the picture's left and upper edge, and of one pixel.
  private double edgeX;
  private double edgeY;
  private double pixel;

  public RayCaster(Scene scene, int height, int width) {
    Range.require(height, 1, 4096, "height");
    Range.require(width, 1, 4096, "width");
    this.scene = scene;
    this.height = height;
    this.width = width;
    List<Surface> drawn = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < scene.geoms().size(); i++) {
      Surface surface = Surface.of(scene.geoms().get(i));
      if (surface.exists()) {
        drawn.add(surface);
        numbers.add(i);
      }
    }
    surfaces = drawn.toArray(Surface[]::new);
    geomOf = numbers.stream().mapToInt(Integer::intValue).toArray();
    lamps = scene.lights().stream().map(Lamp::new).toArray(Lamp[]::new);
    surroundings = new Surroundings(surfaces);
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
    veils = new int[surfaces.length];
    veilDistances = new double[surfaces.length];
    depths = new double[SAMPLES][width];
    seen = new int[SAMPLES][width];
    veilDepths = new double[SAMPLES][width];
    veilSeen = new int[SAMPLES][width];
    colours = new double[3 * width];
  }

  public int bytes() {
    return 3 * height * width;
  }

  public void draw(Pose pose, int camera, byte[] target, int offset) {
    Objects.checkIndex(camera, scene.cameras().size());
    Objects.checkFromIndexSize(offset, bytes(), target.length);
    // TODO check pose
    view.place(pose, camera);
    edgeY = tangents[camera];
    edgeX = -edgeY * width / height;
    pixel = 2 * edgeY / height;
    placeAll(pose);
    Surface mirror = mirror();
    for (int y = 0; y < height; y++) {
      drawRow(y, mirror);
      int at = offset + 3 * width * y;
      for (int i = 0; i < 3 * width; i++) {
        target[at + i] = (byte) (int) (colours[i] * 255 + 0.5);
      }
    }
  }

  private void placeAll(Pose pose) {
    for (int i = 0; i < surfaces.length; i++) {
      Surface surface = surfaces[i];
      surface.place(pose.geomPositions(), pose.geomRotations(), geomOf[i], view);
      bounds.clear();
      surface.bound(bounds);
      bounds.close();
      left[i] = cell((bounds.left - edgeX) / pixel - 1, width);
      right[i] = bounds.behind ? 0 : cell((bounds.right - edgeX) / pixel + 2, width);
      top[i] = cell((edgeY - bounds.top) / pixel - 1, height);
      bottom[i] = bounds.behind ? 0 : cell((edgeY - bounds.bottom) / pixel + 2, height);
    }
    surroundings.gather();
    for (int i = 0; i < lamps.length; i++) {
      lamps[i].place(pose, i, view);
    }
    veilCount = 0;
    for (int i = 0; i < surfaces.length; i++) {
      Surface surface = surfaces[i];
      if (!surface.opaque()) {
        double distance =
            Math.sqrt(
                    surface.centreX * surface.centreX
                        + surface.centreY * surface.centreY
                        + surface.centreZ * surface.centreZ)
                - surface.boundingRadius;
        if (surface instanceof Plane) {
          distance = Double.POSITIVE_INFINITY;
        }
        int place = veilCount++;
        while (place > 0 && veilDistances[place - 1] < distance) {
          veils[place] = veils[place - 1];
          veilDistances[place] = veilDistances[place - 1];
          place--;
        }
        veils[place] = i;
        veilDistances[place] = distance;
      }
    }
  }

  private static int cell(double place, int count) {
    return place <= 0 ? 0 : place >= count ? count : (int) place;
  }

  private @Nullable Surface mirror() {
    for (Surface surface : surfaces) {
      if (surface instanceof Plane
          && surface.opaque()
          && surface.geom.material().reflectance() > 0) {
        return surface;
      }
    }
    return null;
  }

  private void drawRow(int y, @Nullable Surface mirror) {
    for (int s = 0; s < SAMPLES; s++) {
      java.util.Arrays.fill(depths[s], scene.far());
      java.util.Arrays.fill(seen[s], NOTHING);
    }
    for (int i = 0; i < surfaces.length; i++) {
      if (y >= top[i] && y < bottom[i] && surfaces[i].opaque()) {
        for (int s = 0; s < SAMPLES; s++) {
          surfaces[i].see(
              left[i],
              right[i],
              edgeX + SAMPLE_X[s] * pixel,
              pixel,
              edgeY - (y + SAMPLE_Y[s]) * pixel,
              scene.near(),
              depths[s],
              seen[s],
              i);
        }
      }
    }
    java.util.Arrays.fill(colours, 0);
    double v = edgeY - (y + 0.5) * pixel;
    for (int x = 0; x < width; x++) {
      resolve(x, y, v, mirror);
    }
    for (int k = 0; k < veilCount; k++) {
      int i = veils[k];
      if (y >= top[i] && y < bottom[i]) {
        blend(y, i);
      }
    }
  }

  private void resolve(int x, int y, double v, @Nullable Surface mirror) {
    int rest = 15;
    for (int s = 0; s < SAMPLES; s++) {
      if ((rest & 1 << s) == 0) {
        continue;
      }
      int number = seen[s][x];
      int count = 0;
      double px = 0;
      double py = 0;
      double pz = 0;
      for (int k = s; k < SAMPLES; k++) {
        if (seen[k][x] == number) {
          rest &= ~(1 << k);
          count++;
          double depth = depths[k][x];
          px += (edgeX + (x + SAMPLE_X[k]) * pixel) * depth;
          py += (edgeY - (y + SAMPLE_Y[k]) * pixel) * depth;
          pz -= depth;
        }
      }
      double share = 1.0 / SAMPLES * count;
      if (number == NOTHING) {
        double u = edgeX + (x + 0.5) * pixel;
        double height = view.worldZ(u, v, -1) / Math.sqrt(u * u + v * v + 1);
        sky.add(height, share, colours, 3 * x);
      } else {
        shading.find(surfaces[number], px / count, py / count, pz / count, pixel, mirror);
        colours[3 * x] += share * shading.red;
        colours[3 * x + 1] += share * shading.green;
        colours[3 * x + 2] += share * shading.blue;
      }
    }
  }

  private void blend(int y, int number) {
    int from = left[number];
    int to = right[number];
    for (int s = 0; s < SAMPLES; s++) {
      System.arraycopy(depths[s], 0, veilDepths[s], 0, width);
      java.util.Arrays.fill(veilSeen[s], NOTHING);
      surfaces[number].see(
          from,
          to,
          edgeX + SAMPLE_X[s] * pixel,
          pixel,
          edgeY - (y + SAMPLE_Y[s]) * pixel,
          scene.near(),
          veilDepths[s],
          veilSeen[s],
          number);
    }
    for (int x = from; x < to; x++) {
      int count = 0;
      double px = 0;
      double py = 0;
      double pz = 0;
      for (int k = 0; k < SAMPLES; k++) {
        if (veilSeen[k][x] == number) {
          count++;
          double depth = veilDepths[k][x];
          px += (edgeX + (x + SAMPLE_X[k]) * pixel) * depth;
          py += (edgeY - (y + SAMPLE_Y[k]) * pixel) * depth;
          pz -= depth;
        }
      }
      if (count > 0) {
        shading.find(surfaces[number], px / count, py / count, pz / count, pixel, null);
        double share = surfaces[number].opacity * count / SAMPLES;
        colours[3 * x] += share * (shading.red - colours[3 * x]);
        colours[3 * x + 1] += share * (shading.green - colours[3 * x + 1]);
        colours[3 * x + 2] += share * (shading.blue - colours[3 * x + 2]);
      }
    }
  }
}
