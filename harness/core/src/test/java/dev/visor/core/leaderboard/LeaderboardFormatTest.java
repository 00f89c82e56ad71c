package dev.visor.core.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.visor.core.evidence.TrialStatus;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderboardFormatTest {
  private static final Leaderboard BOARD =
      Leaderboard.of(
          new TrialRows(3)
              .ok("bc", "walker-walk@1", "expert", 40, 41, 42)
              .ok("lompo", "walker-walk@1", "expert", 60, 61, 62)
              .failed("lompo-no-penalty", "walker-walk@1", "expert", 0, TrialStatus.TIMEOUT)
              .list(),
          LeaderboardOptions.DEFAULT);

  @Test
  void text_stands_in_columns() {
    assertThat(LeaderboardFormat.TEXT.render(BOARD))
        .isEqualTo(
            """
            walker-walk@1/expert/full · score_0_100
            rank  variant            IQM  95 % interval   mean ± sd  P(> lompo)  trials
             1–2  lompo             61.0   [60.0, 62.0]  61.0 ± 1.0           –     3/3
             2–3  bc                41.0   [40.0, 42.0]  41.0 ± 1.0        0.00     3/3
               –  lompo-no-penalty     –              –           –           –     0/3

            Note: Some cells have only 3 seeds; with fewer than five, intervals say little.
            Note: lompo-no-penalty has no rank: 0 of 3 trials count (2 not run, 1 timeout).
            """);
  }

  @Test
  void markdown_is_a_table() {
    assertThat(LeaderboardFormat.MD.render(BOARD))
        .startsWith(
            """
            **walker-walk@1/expert/full · score_0_100**

            | rank | variant | IQM | 95 % interval | mean ± sd | P(> lompo) | trials |
            | --: | :-- | --: | --: | --: | --: | --: |
            | 1–2 | lompo | 61.0 | [60.0, 62.0] | 61.0 ± 1.0 | – | 3/3 |
            """)
        .contains("> Some cells have only 3 seeds");
  }

  @Test
  void csv_is_the_file() {
    assertThat(LeaderboardFormat.CSV.render(BOARD).lines().findFirst())
        .hasValue(
            "schema,suite,suite_sha,group,rank,rank_low,rank_high,variant,algorithm,"
                + "algorithm_version,cells,metric,unit,higher_is_better,scale,iqm,iqm_low,iqm_high,"
                + "mean,sd,median,final_iqm,optimality_gap,worst_case,best_case,ref,p_improve_ref,"
                + "p_improve_low,p_improve_high,trials_ok,trials_expected,coverage,seeds_min,"
                + "seeds_max,checkpoint_rule,eval_episodes,online_env_steps,ci_method,ci_level,"
                + "bootstrap_reps,bootstrap_seed");
    assertThat(LeaderboardFormat.CSV.render(BOARD).lines()).hasSize(7);
  }

  @Test
  void json_has_the_columns_as_fields() throws IOException {
    JsonNode json = new ObjectMapper().readTree(LeaderboardFormat.JSON.render(BOARD));

    assertThat(json.get("rows")).hasSize(6);
    JsonNode first = json.get("rows").get(0);
    assertThat(first.get("variant").asText()).isEqualTo("lompo");
    assertThat(first.get("iqm").asDouble()).isEqualTo(61);
    assertThat(first.get("higher_is_better").asBoolean()).isTrue();
    JsonNode last = json.get("rows").get(5);
    assertThat(last.get("rank").isNull()).isTrue();
    assertThat(last.get("iqm").isNull()).isTrue();
    assertThat(json.get("pairs")).hasSize(4);
    assertThat(json.get("warnings")).hasSize(2);
  }

  @Test
  void html_is_a_page_of_its_own_in_which_no_name_is_markup() {
    String page =
        LeaderboardFormat.HTML.render(
            Leaderboard.of(
                new TrialRows(1).ok("<b>&", "walker-walk@1", "expert", 40).list(),
                LeaderboardOptions.DEFAULT));

    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n")
        .contains("<td class=\"text\">&lt;b&gt;&amp;</td>")
        .contains("<li>Some cells have only 1 seed;")
        .doesNotContain("<b>", "http", "<script");
    assertThat(LeaderboardFormat.HTML.render(BOARD)).contains("<td>61.0 ± 1.0</td>");
  }

  @Test
  void latex_is_a_table_in_which_nothing_has_another_meaning() {
    assertThat(LeaderboardFormat.LATEX.render(BOARD))
        .startsWith(
            """
            \\begin{table}
            \\caption{walker-walk@1/expert/full $\\cdot$ score\\_0\\_100}
            \\begin{tabular}{rlrrrrr}
            \\hline
            rank & variant & IQM & 95 \\% interval & mean $\\pm$ sd & P($>$ lompo) & trials \\\\
            \\hline
            1--2 & lompo & 61.0 & {[}60.0, 62.0] & 61.0 $\\pm$ 1.0 & -- & 3/3 \\\\
            """)
        .contains("\\end{table}")
        .contains("% Some cells have only 3 seeds");
  }

  @Test
  void nothing_to_rank_can_be_written_down() {
    Leaderboard empty = Leaderboard.of(List.of(), LeaderboardOptions.DEFAULT);

    for (LeaderboardFormat format : LeaderboardFormat.values()) {
      assertThat(format.render(empty)).endsWith("\n").isNotBlank();
    }
  }
}
