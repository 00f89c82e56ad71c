package dev.visor.mujoco;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What MJCF text must fulfil before MuJoCo sees it: it is well-formed XML, its root is {@code
 * mujoco}, it names no file, and no {@code composite} in it takes all memory. MuJoCo would look for
 * a file in the current folder, so that a model meant one thing here and another there.
 */
final class Mjcf {
  /** How many elements a composite may have; a few times what MuJoCo simulates in real time. */
  private static final long COMPOSITE_LIMIT = 10_000;

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
    int line = reader.getLocation().getLineNumber();
    if (root && !element.equals("mujoco")) {
      throw new MujocoException(
          "A model in MJCF has the root element 'mujoco', this one has '"
              + element
              + "', line "
              + line,
          line,
          null);
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).startsWith("file")) {
        throw new MujocoException(
            "Element '"
                + element
                + "' reads the file '"
                + reader.getAttributeValue(i)
                + "', line "
                + line
                + ": a model must stand in one text, without files; write the content into it",
            line,
            null);
      }
    }
    if (element.equals("composite")) {
      checkComposite(reader.getAttributeValue(null, "count"), line);
    }
  }

  private static void checkComposite(@Nullable String count, int line) {
    double elements = 1;
    for (String factor : count == null ? new String[0] : count.strip().split("\\s+")) {
      try {
        elements *= Math.max(1, Double.parseDouble(factor));
      } catch (NumberFormatException e) {
        return; // MuJoCo will say what is wrong with it.
      }
    }
    if (elements > COMPOSITE_LIMIT) {
      throw new MujocoException(
          "Element 'composite' has count '"
              + count
              + "', line "
              + line
              + ": at most "
              + COMPOSITE_LIMIT
              + " elements are possible",
          line,
          null);
    }
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
