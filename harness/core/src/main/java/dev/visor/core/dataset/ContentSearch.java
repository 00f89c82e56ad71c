package dev.visor.core.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks into a dataset whose files are those that were written, for what no dataset should hold:
 * values beyond their bounds, ends in the middle of an episode, a card that tells of other returns;
 * and for what is allowed and yet seldom meant: pictures that never change, an episode twice.
 *
 * <p>Of each such thing the first episode is told, and in how many more it is found.
 */
final class ContentSearch {
  private final DatasetCard card;
  private final DatasetArrays arrays;
  private final EpisodeTable table;
  private final EpisodeRules rules;
  private final Map<String, List<Finding>> found = new LinkedHashMap<>();

  ContentSearch(DatasetCard card, DatasetArrays arrays) {
    this.card = card;
    this.arrays = arrays;
    this.table = arrays.episodes();
    this.rules = new EpisodeRules(card.observation(), card.actionSize());
  }

  List<Finding> findings() {
    Map<List<Long>, Integer> seen = new HashMap<>();
    for (int e = 0; e < table.episodes(); e++) {
      checkValues(e);
      checkEnds(e);
      checkPictures(e);
      Integer twin = seen.putIfAbsent(checksums(e), e);
      if (twin != null) {
        add("twin", Finding.suspect(Field.IMAGE.file(), e, "is episode " + twin + " once more"));
      }
    }
    if (!found.containsKey(Field.REWARD.toString())) {
      checkReturns(); // rewards that are not finite have no mean
    }
    return found.values().stream().map(ContentSearch::first).toList();
  }

  private void add(String rule, Finding finding) {
    found.computeIfAbsent(rule, key -> new ArrayList<>()).add(finding);
  }

  private static Finding first(List<Finding> alike) {
    Finding first = alike.get(0);
    if (alike.size() == 1) {
      return first;
    }
    return new Finding(
        first.kind(),
        first.file(),
        first.episode(),
        first.what() + "; likewise in " + (alike.size() - 1) + " more episodes");
  }

  private void checkValues(int episode) {
    int steps = table.length(episode);
    float[] proprio = new float[(steps + 1) * card.observation().proprio()];
    float[] actions = new float[steps * card.actionSize()];
    float[] rewards = new float[steps];
    arrays.get(Field.PROPRIO).read(table.firstFrame(episode), steps + 1, proprio, 0);
    arrays.get(Field.ACTION).read(table.firstTransition(episode), steps, actions, 0);
    arrays.get(Field.REWARD).read(table.firstTransition(episode), steps, rewards, 0);
    report(episode, rules.values(proprio, actions, rewards));
  }

  private void checkEnds(int episode) {
    int steps = table.length(episode);
    byte[] terminated = new byte[steps];
    byte[] truncated = new byte[steps];
    arrays.get(Field.TERMINATED).read(table.firstTransition(episode), steps, terminated, 0);
    arrays.get(Field.TRUNCATED).read(table.firstTransition(episode), steps, truncated, 0);
    checkFlags(Field.TERMINATED, episode, terminated);
    checkFlags(Field.TRUNCATED, episode, truncated);
    report(episode, rules.end(terminated[steps - 1] != 0, truncated[steps - 1] != 0));
  }

  private void checkFlags(Field field, int episode, byte[] flags) {
    for (int t = 0; t < flags.length; t++) {
      if (flags[t] != 0 && t < flags.length - 1) {
        add(
            field + " early",
            invalid(field, episode, "ends an episode at step " + t + " of " + flags.length));
        return;
      }
      if (flags[t] != 0 && flags[t] != 1) {
        add(field + " flag", invalid(field, episode, "holds a byte that is neither 0 nor 1"));
      }
    }
  }

  private void checkPictures(int episode) {
    byte[] first = new byte[card.observation().imageBytes()];
    byte[] other = new byte[first.length];
    NpyArray images = arrays.get(Field.IMAGE);
    images.read(table.firstFrame(episode), 1, first, 0);
    for (int t = 1; t <= table.length(episode); t++) {
      images.read(table.firstFrame(episode) + t, 1, other, 0);
      if (!Arrays.equals(first, other)) {
        return;
      }
    }
    add("still", Finding.suspect(Field.IMAGE.file(), episode, "shows the same picture throughout"));
  }

  private List<Long> checksums(int episode) {
    List<Long> row = new ArrayList<>();
    for (int i = 0; i < Field.data().size(); i++) {
      row.add(arrays.get(Field.CHECKSUM).number(episode, i));
    }
    return row;
  }

  private void checkReturns() {
    double[] all = arrays.returns();
    for (int e = 0; e < all.length; e++) {
      double value = ReturnSummary.decimal(all[e]).doubleValue();
      if (value < card.returns().min() || value > card.returns().max()) {
        String what = "has the return %s, and the card tells of %s to %s";
        add(
            "range",
            invalid(
                Field.REWARD,
                e,
                what.formatted(value, card.returns().min(), card.returns().max())));
      }
    }
    ReturnSummary returns = ReturnSummary.of(all);
    if (!found.containsKey("range") && !returns.equals(card.returns())) {
      add(
          "returns",
          new Finding(
              Finding.Kind.INVALID,
              DatasetCard.FILE,
              OptionalInt.empty(),
              "tells of " + card.returns() + " where the rewards give " + returns));
    }
  }

  private void report(int episode, Optional<EpisodeRules.Breach> breach) {
    breach.ifPresent(
        rule -> add(rule.field().toString(), invalid(rule.field(), episode, rule.what())));
  }

  private static Finding invalid(Field field, int episode, String what) {
    return Finding.invalid(field.file(), episode, what);
  }
}
