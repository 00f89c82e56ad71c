package dev.visor.mujoco;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What MJCF text must fulfil before MuJoCo sees it. It is well-formed XML with the root {@code
 * mujoco}; it names no file, for which MuJoCo would look in the current folder, so that a model
 * meant one thing here and another there; and it keeps to the {@link MjcfLimits}.
 */
final class Mjcf {
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
    MjcfLimits.check(reader);
  }

  /** An error that names the element at which the reader is, and its line. */
  static MujocoException wrong(XMLStreamReader reader, String what) {
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
