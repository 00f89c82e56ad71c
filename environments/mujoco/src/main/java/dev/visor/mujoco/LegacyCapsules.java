package dev.visor.mujoco;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Gives the capsules of a model the masses and inertias that they had up to MuJoCo 2.1.1, for
 * comparison with what was measured then. MuJoCo took a capsule of radius r for a cylinder that is
 * longer than the capsule's own by r / 2 at each end; since 2.1.2 it computes the capsule itself,
 * which is heavier.
 *
 * <p>Each capsule loses its mass to such a cylinder that is put into the same place: hidden in
 * group 5, and touched by nothing. So collisions and pictures stay as they were, and only geoms are
 * counted anew.
 */
public final class LegacyCapsules {
  private static final String HIDDEN_GROUP = "5";

  /**
   * What a class says of geoms: the attributes that a geom of the class has unless it sets them.
   */
  private final Map<String, Map<String, String>> classes = new HashMap<>();

  private LegacyCapsules() {}

  /**
   * Rewrites a model.
   *
   * @param mjcf MJCF text as {@link Model#parse} takes it
   * @return the text of the same model with legacy capsules
   * @throws MujocoException with the line, if the text is no self-contained MJCF
   */
  public static String rewrite(String mjcf) {
    Mjcf.check(mjcf);
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory.newDocumentBuilder().parse(new InputSource(new StringReader(mjcf)));
      new LegacyCapsules().rewrite(document.getDocumentElement());
      Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      writer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (ParserConfigurationException | TransformerException | SAXException | IOException e) {
      throw new MujocoException("The model cannot be rewritten: " + e.getMessage(), 0, e);
    }
  }

  private void rewrite(Element root) {
    Map<String, String> main = new HashMap<>();
    classes.put("main", main);
    for (Element section : children(root, "default")) {
      readDefaults(section, main);
    }
    for (Element world : children(root, "worldbody")) {
      rewriteBody(world, "main");
    }
  }

  private void readDefaults(Element section, Map<String, String> attributes) {
    for (Element geom : children(section, "geom")) {
      for (int i = 0; i < geom.getAttributes().getLength(); i++) {
        Attr attribute = (Attr) geom.getAttributes().item(i);
        attributes.put(attribute.getName(), attribute.getValue());
      }
    }
    for (Element nested : children(section, "default")) {
      Map<String, String> inherited = new HashMap<>(attributes);
      readDefaults(nested, inherited);
      classes.put(nested.getAttribute("class"), inherited);
    }
  }

  private void rewriteBody(Element body, String outerClass) {
    String childClass =
        body.hasAttribute("childclass") ? body.getAttribute("childclass") : outerClass;
    for (Element geom : children(body, "geom")) {
      if ("capsule".equals(attribute(geom, "type", childClass))) {
        rewriteCapsule(geom, childClass);
      }
    }
    for (Element child : children(body, "body")) {
      rewriteBody(child, childClass);
    }
  }

  private void rewriteCapsule(Element capsule, String childClass) {
    Element cylinder = (Element) capsule.cloneNode(true);
    cylinder.removeAttribute("name");
    cylinder.setAttribute("type", "cylinder");
    cylinder.setAttribute("contype", "0");
    cylinder.setAttribute("conaffinity", "0");
    cylinder.setAttribute("group", HIDDEN_GROUP);
    lengthen(cylinder, childClass);
    capsule.setAttribute("mass", "0");
    capsule.getParentNode().insertBefore(cylinder, capsule.getNextSibling());
  }

  private void lengthen(Element cylinder, String childClass) {
    double[] size = numbers(attribute(cylinder, "size", childClass));
    String fromTo = attribute(cylinder, "fromto", childClass);
    if (size.length > 0 && fromTo != null) {
      cylinder.setAttribute("fromto", text(longer(numbers(fromTo), size[0] / 2)));
    } else if (size.length > 1) {
      cylinder.setAttribute("size", text(size[0], size[1] + size[0] / 2));
    }
    // Where a size is missing MuJoCo says so: it looks at the capsule too.
  }

  /** The line between two points, with some length added at each end. */
  private static double[] longer(double[] ends, double by) {
    if (ends.length != 6) {
      return ends;
    }
    double square = 0;
    for (int axis = 0; axis < 3; axis++) {
      double along = ends[3 + axis] - ends[axis];
      square += along * along;
    }
    double[] moved = ends.clone();
    for (int axis = 0; axis < 3; axis++) {
      double step = by * (ends[3 + axis] - ends[axis]) / Math.sqrt(square);
      moved[axis] -= step;
      moved[3 + axis] += step;
    }
    return moved;
  }

  /** An attribute of a geom: its own, or else that of its class. */
  private @Nullable String attribute(Element geom, String name, String childClass) {
    if (geom.hasAttribute(name)) {
      return geom.getAttribute(name);
    }
    String geomClass = geom.hasAttribute("class") ? geom.getAttribute("class") : childClass;
    return classes.getOrDefault(geomClass, Map.of()).get(name);
  }

  private static double[] numbers(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return new double[0];
    }
    String[] words = text.strip().split("\\s+");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      try {
        numbers[i] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        throw new MujocoException("'" + words[i] + "' in '" + text + "' is no number", 0, e);
      }
    }
    return numbers;
  }

  private static String text(double... numbers) {
    StringBuilder text = new StringBuilder();
    for (double number : numbers) {
      text.append(text.length() == 0 ? "" : " ").append(number);
    }
    return text.toString();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> list = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        list.add(element);
      }
    }
    return list;
  }
}
