package dev.visor.mujoco;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What MJCF text must fulfil before MuJoCo sees it. It is well-formed XML with the root {@code
 * mujoco}. It names no file: MuJoCo would look in the current folder, so that a model meant one
 * thing here and another there. And it holds nothing on which MuJoCo's compiler would not end:
 * millions of elements made by one, or a muscle whose range of lengths it has to find by
 * simulation, which takes for ever where the model is unstable.
 */
final class Mjcf {
  /** How many elements one element may make: a few times what can be simulated. */
  private static final int LIMIT = 10_000;

  private Mjcf() {}

  /**
   * @throws MujocoException with the line, if the text is no self-contained MJCF
   */
  static void check(String text) {
    if (text.isBlank()) {
      throw new MujocoException("The model is empty: MJCF text was expected");
    }
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
      try {
        boolean root = true;
        while (reader.hasNext()) {
          if (reader.next() == XMLStreamConstants.START_ELEMENT) {
            checkElement(reader, root);
            root = false;
          }
        }
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new MujocoException(
          "The model is not well-formed XML, line " + line + ": " + detail(e), line, e);
    }
  }

  private static void checkElement(XMLStreamReader reader, boolean root) {
    String element = reader.getLocalName();
    if (root && !element.equals("mujoco")) {
      throw wrong(reader, "is the root: a model in MJCF has the root element 'mujoco'");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).startsWith("file")) {
        throw wrong(
            reader,
            "reads the file '"
                + reader.getAttributeValue(i)
                + "': a model must stand in one text, without files; write the content into it");
      }
    }
    switch (element) {
      case "composite" -> checkCount(reader, "count");
      case "size" -> checkCount(reader, "nkey");
      default -> checkLengths(reader);
    }
  }

  private static void checkCount(XMLStreamReader reader, String attribute) {
    double elements = 1;
    for (double count : numbers(reader, attribute)) {
      elements *= Math.max(1, count);
    }
    if (elements > LIMIT) {
      throw wrong(reader, "makes more than " + LIMIT + " elements");
    }
  }

  private static void checkLengths(XMLStreamReader reader) {
    boolean muscle = reader.getLocalName().equals("muscle");
    for (String type : List.of("dyntype", "gaintype", "biastype")) {
      muscle |= "muscle".equals(reader.getAttributeValue(null, type));
    }
    double[] range = numbers(reader, "lengthrange");
    boolean given = range.length == 2 && range[0] < range[1];
    if (!given && (muscle || reader.getAttributeValue(null, "lengthrange") != null)) {
      throw wrong(reader, "needs a lengthrange of two numbers, the lower one first");
    }
    String mode = reader.getAttributeValue(null, "mode");
    if (reader.getLocalName().equals("lengthrange") && mode != null && !mode.equals("none")) {
      throw wrong(reader, "has a mode other than 'none': give each actuator its lengthrange");
    }
  }

  /** The numbers of an attribute; those that are none, MuJoCo will complain about. */
  private static double[] numbers(XMLStreamReader reader, String attribute) {
    String text = reader.getAttributeValue(null, attribute);
    if (text == null || text.isBlank()) {
      return new double[0];
    }
    try {
      return Stream.of(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      return new double[0];
    }
  }

  private static MujocoException wrong(XMLStreamReader reader, String what) {
    int line = reader.getLocation().getLineNumber();
    return new MujocoException(
        "Element '" + reader.getLocalName() + "', line " + line + ", " + what, line, null);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** The reader's message without the position that it puts before it. */
  private static String detail(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf("Message: ");
    return (at < 0 ? message : message.substring(at + "Message: ".length())).trim();
  }
}
