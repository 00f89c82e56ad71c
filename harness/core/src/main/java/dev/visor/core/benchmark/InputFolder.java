package dev.visor.core.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.api.BenchmarkInputs;
import dev.visor.core.dataset.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Inputs as {@code inputs.json} and one {@code .npy} file for each array. */
record InputFolder(Path folder) implements BenchmarkInputs {
  @Override
  public void sizes(Map<String, ? extends Number> sizes) throws IOException {
    Files.write(
        folder.resolve("inputs.json"),
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(new TreeMap<>(sizes)));
  }

  @Override
  public void floats(String name, float[] values, int... shape) throws IOException {
    NpyFile.write(file(name), values, shape);
  }

  @Override
  public void bytes(String name, byte[] values, int... shape) throws IOException {
    NpyFile.write(file(name), values, shape);
  }

  @Override
  public void integers(String name, int[] values, int... shape) throws IOException {
    NpyFile.write(file(name), values, shape);
  }

  private Path file(String name) {
    return folder.resolve(name.replace('/', '.') + ".npy");
  }
}
