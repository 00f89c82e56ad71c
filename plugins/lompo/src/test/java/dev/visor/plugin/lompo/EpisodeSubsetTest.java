package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.DatasetView;
import dev.visor.api.RandomStream;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EpisodeSubsetTest {
  /** Episodes that are known by their lengths, 1 to a number. */
  private static MemoryDataset dataset(int episodes) {
    int[] lengths = new int[episodes];
    Arrays.setAll(lengths, i -> i + 1);
    return TinyModel.randomDataset(RandomStream.of("subset"), lengths);
  }

  private static Set<Integer> lengths(DatasetView dataset) {
    Set<Integer> lengths = new TreeSet<>();
    for (int episode = 0; episode < dataset.episodes(); episode++) {
      lengths.add(dataset.length(episode));
    }
    return lengths;
  }

  private static EpisodeSubset.Split split(int episodes, double share, String seed) {
    return EpisodeSubset.split(dataset(episodes), share, RandomStream.of(seed));
  }

  @Test
  void split_holdsItsShareOut_andLearnsFromAllOthers() {
    EpisodeSubset.Split split = split(40, 0.1, "a");
    assertThat(split.heldOut().episodes()).isEqualTo(4);
    assertThat(split.learned().episodes()).isEqualTo(36);
    Set<Integer> all = lengths(split.learned());
    all.addAll(lengths(split.heldOut()));
    assertThat(all).hasSize(40);
    assertThat(split.learned().transitions() + split.heldOut().transitions()).isEqualTo(820);
  }

  @Test
  void split_ofFewEpisodes_holdsTwoOut_orNone() {
    assertThat(split(10, 0.05, "a").heldOut().episodes()).isEqualTo(2);
    EpisodeSubset.Split few = split(9, 0.05, "a");
    assertThat(few.heldOut().episodes()).isZero();
    assertThat(few.learned().episodes()).isEqualTo(9);
  }

  @Test
  void split_ofNoShare_isTheDatasetItself() {
    MemoryDataset dataset = dataset(20);
    EpisodeSubset.Split split = EpisodeSubset.split(dataset, 0, RandomStream.of("a"));
    assertThat(split.learned()).isSameAs(dataset);
    assertThat(split.heldOut().episodes()).isZero();
  }

  @Test
  void split_dependsOnTheStream_butNotOnItsPosition() {
    Set<Integer> first = lengths(split(40, 0.1, "a").heldOut());
    RandomStream later = RandomStream.of("a");
    later.nextLong();
    assertThat(lengths(EpisodeSubset.split(dataset(40), 0.1, later).heldOut())).isEqualTo(first);
    assertThat(lengths(split(40, 0.1, "b").heldOut())).isNotEqualTo(first);
  }

  @Test
  void split_holdsEveryEpisodeOutEquallyOften() {
    MemoryDataset dataset = dataset(10);
    int[] counts = new int[10];
    for (int seed = 0; seed < 2000; seed++) {
      RandomStream random = RandomStream.of("seed " + seed);
      for (int length : lengths(EpisodeSubset.split(dataset, 0.2, random).heldOut())) {
        counts[length - 1]++;
      }
    }
    // 400 times each is expected, with a deviation of 18.
    for (int count : counts) {
      assertThat(count).isBetween(310, 490);
    }
  }

  @Test
  void whatIsRead_isThatOfTheChosenEpisodes() {
    MemoryDataset dataset = dataset(5);
    EpisodeSubset subset = new EpisodeSubset(dataset, 1, 4);
    float[] one = new float[3];
    float[] other = new float[3];
    subset.rewards(1, 2, 3, one, 0);
    dataset.rewards(4, 2, 3, other, 0);
    assertThat(one).containsExactly(other);
    subset.proprio(1, 5, 1, one, 0);
    dataset.proprio(4, 5, 1, other, 0);
    assertThat(one).containsExactly(other);
    byte[] picture = new byte[32 * 32 * 3];
    byte[] expected = new byte[32 * 32 * 3];
    subset.images(0, 2, 1, picture, 0);
    dataset.images(1, 2, 1, expected, 0);
    assertThat(picture).isEqualTo(expected);
    assertThat(subset.terminated(0)).isTrue();
    assertThat(subset.terminated(1)).isFalse();
  }
}
