package dev.visor.core.report.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ElementTest {
  @Test
  void textAndAttribute_areEscaped() {
    assertThat(Element.of("b", "1 < 2 & \"x\"").with("title", "\">").toString())
        .isEqualTo("<b title=\"&quot;&gt;\">1 &lt; 2 &amp; &quot;x&quot;</b>");
  }

  @Property(tries = 300)
  void anyText_isReadBackByAParser(@ForAll String text) throws Exception {
    String written = Element.of("p", text).with("title", text).toString();

    var parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(written)))
            .getDocumentElement();

    assertThat(parsed.getChildNodes().getLength()).isLessThanOrEqualTo(1);
    assertThat(parsed.getTextContent().codePointCount(0, parsed.getTextContent().length()))
        .isEqualTo(text.codePointCount(0, text.length()));
  }

  @Test
  void whatCannotBeAName_isRefused() {
    assertThatThrownBy(() -> Element.of("a b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Element.of("a").with("x=\"\" y", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textThatWouldEndAStyle_isRefused() {
    assertThatThrownBy(() -> Element.of("style", "</style>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Element.of("script", "alert(1)"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void number_isShownRounded_andHoldsItsEveryDigit() {
    assertThat(Cell.number(70.40052251618832, 1).toString())
        .isEqualTo("<data value=\"70.40052251618832\" title=\"70.40052251618832\">70.4</data>");
    assertThat(Cell.rounded(-0.04, 1)).isEqualTo("0.0");
    assertThat(Cell.rounded(-1.26, 1)).isEqualTo("−1.3");
  }
}
