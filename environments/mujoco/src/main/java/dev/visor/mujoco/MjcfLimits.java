package dev.visor.mujoco;

import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamReader;

/**
 * The numbers in a model on which MuJoCo 2.2.2 would end the process or not end at all. Its
 * compiler multiplies sizes without looking for overflow, and then writes beyond the memory that it
 * has; it compares all keyframes with each other; and where a muscle has no range of lengths it
 * searches one by simulation, which takes for ever if the model is unstable. What is allowed here
 * is far beyond what can be simulated in useful time.
 */
final class MjcfLimits {
  /** By element and attribute: the greatest number, or product of the numbers, that is allowed. */
  private static final Map<String, Map<String, Integer>> GREATEST =
      Map.of(
          "composite", Map.of("count", 10_000),
          "hfield", Map.of("nrow", 4_096, "ncol", 4_096),
          "numeric", Map.of("size", 10_000),
          "option",
              Map.of("iterations", 10_000, "noslip_iterations", 10_000, "mpr_iterations", 10_000),
          "size", Map.of("nkey", 1_000, "nstack", 50_000_000, "nuserdata", 1_000_000),
          "texture", Map.of("width", 4_096, "height", 4_096),
          "user", Map.of("dim", 10_000));

  /** For the other attributes of {@code size}: contacts, constraints, numbers for each thing. */
  private static final int GREATEST_SIZE = 10_000;

  private MjcfLimits() {}

  /**
   * @throws MujocoException if the element at which the reader is goes beyond a limit
   */
  static void check(XMLStreamReader reader) {
    String element = reader.getLocalName();
    Map<String, Integer> limits = GREATEST.getOrDefault(element, Map.of());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String attribute = reader.getAttributeLocalName(i);
      Integer greatest = limits.get(attribute);
      if (greatest == null && element.equals("size")) {
        greatest = GREATEST_SIZE;
      }
      if (greatest != null && !(product(reader.getAttributeValue(i)) <= greatest)) {
        throw Mjcf.wrong(
            reader,
            "has "
                + attribute
                + "='"
                + reader.getAttributeValue(i)
                + "': a number up to "
                + greatest
                + " is possible");
      }
    }
    checkLengths(reader);
  }

  private static void checkLengths(XMLStreamReader reader) {
    boolean muscle = reader.getLocalName().equals("muscle");
    for (String type : List.of("dyntype", "gaintype", "biastype")) {
      muscle |= "muscle".equals(reader.getAttributeValue(null, type));
    }
    String range = reader.getAttributeValue(null, "lengthrange");
    if ((muscle || range != null) && !(range != null && ascending(range))) {
      throw Mjcf.wrong(reader, "needs a lengthrange of two numbers, the lower one first");
    }
    String mode = reader.getAttributeValue(null, "mode");
    if (reader.getLocalName().equals("lengthrange") && mode != null && !mode.equals("none")) {
      throw Mjcf.wrong(reader, "has a mode other than 'none': give each actuator its lengthrange");
    }
  }

  private static boolean ascending(String range) {
    String[] ends = range.strip().split("\\s+", -1);
    return ends.length == 2 && number(ends[0]) < number(ends[1]);
  }

  /** The product of some numbers, each taken as 1 at least; NaN if one is no number. */
  private static double product(String numbers) {
    double product = 1;
    for (String number : numbers.strip().split("\\s+", -1)) {
      product *= Math.max(1, number(number));
    }
    return product;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
