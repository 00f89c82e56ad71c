package dev.visor.plugin.behaviours;

import dev.visor.api.DatasetRecipe;
import dev.visor.api.Environment;
import dev.visor.api.EpisodeGenerator;
import dev.visor.api.ObservationSpec;
import dev.visor.api.TaskDescriptor;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Draws one picture of all tasks, each through its own camera and in the middle of an expert's
 * episode where there is one: a contact sheet for people.
 *
 * <pre>
 * Gallery FILE
 * </pre>
 */
final class Gallery {
  private static final int EDGE = 128;
  private static final int COLUMNS = 6;
  private static final int GAP = 2;

  /** Where in the episode the picture is taken. */
  private static final double SHARE = 0.4;

  private Gallery() {}

  public static void main(String[] arguments) throws IOException {
    Host host = new Host();
    List<TaskDescriptor> tasks =
        host.tasks().stream().filter(task -> !task.tags().contains("legacy")).toList();
    int rows = (tasks.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * (EDGE + GAP) - GAP, rows * (EDGE + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setColor(java.awt.Color.WHITE);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < tasks.size(); i++) {
      TaskDescriptor task = tasks.get(i);
      int x = i % COLUMNS * (EDGE + GAP);
      int y = i / COLUMNS * (EDGE + GAP);
      pen.drawImage(picture(host, task), x, y, null);
      System.out.println(task.id());
    }
    pen.dispose();
    ImageIO.write(sheet, "png", new File(arguments[0]));
  }

  private static BufferedImage picture(Host host, TaskDescriptor task) {
    ObservationSpec seen = new ObservationSpec(EDGE, EDGE, 0);
    Optional<DatasetRecipe> expert =
        host.recipes().stream()
            .filter(
                recipe -> recipe.task().equals(task.id()) && recipe.id().kind().equals("expert"))
            .findFirst();
    if (expert.isPresent()) {
      try (EpisodeGenerator generator = host.open(expert.get(), seen)) {
        byte[] images = generator.generate(0, Host.streams(expert.get(), 0)).images();
        int frames = images.length / seen.imageBytes();
        return image(images, (int) (SHARE * frames) * seen.imageBytes());
      }
    }
    try (Environment env = host.open(task.id(), seen)) {
      return image(env.reset(1).observation().image(), 0);
    }
  }

  private static BufferedImage image(byte[] bytes, int from) {
    BufferedImage image = new BufferedImage(EDGE, EDGE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < EDGE * EDGE; i++) {
      int at = from + 3 * i;
      int rgb = (bytes[at] & 255) << 16 | (bytes[at + 1] & 255) << 8 | bytes[at + 2] & 255;
      image.setRGB(i % EDGE, i / EDGE, rgb);
    }
    return image;
  }
}
