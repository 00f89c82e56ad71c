package dev.visor.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** One report with a regression, a waived one, a failure and an identical cell, four times. */
class GateFormatTest {
  private static final double[] TEN = {70, 72, 68, 71, 69, 73, 67, 70, 72, 68};
  private static final double[] LOW = {21, 22, 20, 21, 23};
  private static final Waiver WAIVER =
      new Waiver("lompo/" + Sides.GROUP, "a <new> prior", LocalDate.of(2026, 12, 31), "p:3:3");

  @Test
  void text_hasALineForEachCell_andSaysWhatCouldBeSeen() {
    assertThat(GateFormat.TEXT.render(report()))
        .startsWith("Gate: regression. 1 cell is worse, 1 cell has failed trials.\n")
        .contains("now against before, by score_0_100")
        .containsPattern("bc/walker-walk@1/expert/full +70\\.0 \\(10\\) +21\\.4 \\(5\\) +-48\\.6")
        .contains("worse (waived until 2026-12-31: a <new> prior)")
        .contains("failed: 1 diverged of 5 trials: the loss is NaN")
        .contains("random/walker-walk@1/expert/full  70.0 (10)  70.0 (5)")
        .contains("Would have been seen four times out of five");
  }

  @Test
  void json_hasTheSameInNumbers() throws Exception {
    JsonNode json = new ObjectMapper().readTree(GateFormat.JSON.render(report()));

    assertThat(json.get("verdict").asText()).isEqualTo("regression");
    assertThat(json.get("exit").asInt()).isEqualTo(3);
    assertThat(json.get("cells").findValuesAsText("finding"))
        .containsExactly("worse", "worse", "failed", "identical");
    assertThat(json.get("cells").findValuesAsText("fails"))
        .containsExactly("true", "false", "true", "false");
    assertThat(json.get("cells").get(0).get("change").asDouble()).isBetween(-48.61, -48.59);
    assertThat(json.get("cells").get(3).get("p").isNull()).isTrue();
    assertThat(json.get("suite").get("worse").asBoolean()).isTrue();
  }

  @Test
  void junit_hasATestForEachCell_ofWhichTheFailingFail() throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    GateFormat.JUNIT.render(report()).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();

    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(8);
    assertThat(suite.getAttribute("tests")).isEqualTo("8");
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(3);
    assertThat(suite.getAttribute("failures")).isEqualTo("3");
    Element skipped = (Element) suite.getElementsByTagName("skipped").item(0);
    assertThat(skipped.getAttribute("message")).contains("waived until 2026-12-31", "21.4");
  }

  @Test
  void junit_canBeRead_whateverAReasonHolds() throws Exception {
    Sides now = new Sides("now").ok("bc", LOW);
    now.reason = "\u001b[31mlost\u001b[0m \ud83d\ude00 \ud83d";
    for (int seed = 0; seed < 5; seed++) {
      now.failed("lompo", seed, 5);
    }
    Sides before = new Sides("before").ok("bc", TEN).ok("lompo", TEN);

    String text = GateFormat.JUNIT.render(gate(List.of()).judge(now.evidence(), before.evidence()));
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();

    assertThat(suite.getTextContent()).contains("\ufffd[31mlost\ufffd[0m \ud83d\ude00 \ufffd");
  }

  @Test
  void markdown_isATable() {
    assertThat(GateFormat.MARKDOWN.render(report()))
        .startsWith("**Gate: regression.")
        .contains("| cell | before | now | change | p | sees | finding |\n| :-- |")
        .contains("| bc/walker-walk@1/expert/full | 70.0 (10) | 21.4 (5) | -48.6 |");
  }

  @Test
  void whatCannotBeCompared_isListedInTwoColumns() {
    Sides now = new Sides("now");
    now.dataset = "0".repeat(64);
    GateReport report =
        gate(List.of())
            .judge(now.ok("bc", LOW).evidence(), new Sides("before").ok("bc", TEN).evidence());

    assertThat(GateFormat.TEXT.render(report))
        .startsWith("Gate: not comparable.")
        .contains("dataset_identity  ffffffffffff  000000000000");
  }

  private static GateReport report() {
    Sides now = new Sides("now").ok("bc", LOW).ok("lompo", LOW);
    for (int seed = 0; seed < 4; seed++) {
      now.one("slac", seed, 5, TEN[seed]);
    }
    now.failed("slac", 4, 5).ok("random", 70, 72, 68, 71, 69);
    Sides before =
        new Sides("before").ok("bc", TEN).ok("lompo", TEN).ok("slac", TEN).ok("random", TEN);
    return gate(List.of(WAIVER)).judge(now.evidence(), before.evidence());
  }

  private static Gate gate(List<Waiver> waivers) {
    GatePolicy policy =
        new GatePolicy(
            Optional.empty(),
            0.01,
            0.04,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            5,
            Set.of(),
            waivers);
    Clock clock =
        Clock.fixed(
            LocalDate.of(2026, 11, 20).atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    return new Gate(policy, Remeasurement.NONE, clock);
  }
}
