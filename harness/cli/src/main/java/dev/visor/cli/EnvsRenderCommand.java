package dev.visor.cli;

import dev.visor.api.Environment;
import dev.visor.api.PhysicsAccess;
import dev.visor.api.TaskDescriptor;
import dev.visor.core.VisorException;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code visor envs render TASK}: a picture of a task as a PNG file. */
@Command(name = "render", description = "Draws a task into a PNG file.")
final class EnvsRenderCommand implements Runnable {
  @Parameters(paramLabel = "TASK", description = "As walker-walk or walker-walk@1.")
  String task = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.png",
      description = "Where the picture goes.")
  Path out = Path.of("");

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Edge of the square picture, 16 to 2048 (default: the task's own).")
  @Nullable Integer size;

  @Option(names = "--camera", paramLabel = "NAME", description = "Default: the task's own.")
  @Nullable String camera;

  @Mixin PhysicsStateOptions state = new PhysicsStateOptions();

  private final Tasks tasks;
  private final Console console;

  @Inject
  EnvsRenderCommand(Tasks tasks, Console console) {
    this.tasks = tasks;
    this.console = console;
  }

  @Override
  public void run() {
    TaskDescriptor descriptor = tasks.named(task);
    int edge = size == null ? descriptor.imageSize() : size;
    String from = camera == null ? descriptor.camera() : camera;
    byte[] picture;
    try (Environment environment = tasks.open(descriptor, descriptor.imageSize())) {
      state.begin(environment);
      PhysicsAccess physics = Tasks.physics(environment);
      try {
        picture = physics.render(from, edge, edge);
      } catch (IllegalArgumentException e) {
        throw VisorException.usage(
                String.valueOf(e.getMessage()),
                "--camera " + from + " --size " + edge,
                "cameras of this task: " + String.join(", ", physics.cameras()))
            .causedBy(e);
      }
    }
    BufferedImage image = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < edge * edge; i++) {
      int rgb =
          (picture[3 * i] & 0xff) << 16
              | (picture[3 * i + 1] & 0xff) << 8
              | picture[3 * i + 2] & 0xff;
      image.setRGB(i % edge, i / edge, rgb);
    }
    try {
      Path folder = out.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      ImageIO.write(image, "png", out.toFile());
    } catch (IOException e) {
      throw VisorException.usage(
              "the picture cannot be written: " + e.getMessage(), "--out", "name another file")
          .causedBy(e);
    }
    console.out().println(out);
  }
}
