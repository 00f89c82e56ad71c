package dev.visor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.DatasetId;
import dev.visor.api.RandomStream;
import dev.visor.api.TaskId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialStreamsTest {
  private static final TaskId TASK = new TaskId("walker-walk", 1);
  private static final DatasetId DATASET = new DatasetId("walker-walk", "expert", 1);

  @Test
  void stream_is_asked_for_again_where_it_stands() {
    TrialStreams streams = new TrialStreams(1, TASK, DATASET, 0);
    RandomStream batch = streams.stream("batch");
    batch.nextLong();

    assertThat(streams.stream("batch")).isSameAs(batch);
    assertThat(streams.positions()).containsExactly(Map.entry("batch", 1L));
  }

  @Test
  void draws_of_one_stream_shift_no_other() {
    TrialStreams quiet = new TrialStreams(1, TASK, DATASET, 0);
    TrialStreams busy = new TrialStreams(1, TASK, DATASET, 0);
    IntStream.range(0, 100).forEach(i -> busy.stream("noise").nextDouble());

    assertThat(busy.stream("batch").nextLong()).isEqualTo(quiet.stream("batch").nextLong());
  }

  @Test
  void suite_seed_task_dataset_seed_index_and_name_each_lead_elsewhere() {
    Set<Long> first = new HashSet<>();
    first.add(new TrialStreams(1, TASK, DATASET, 0).stream("batch").nextLong());
    first.add(new TrialStreams(2, TASK, DATASET, 0).stream("batch").nextLong());
    first.add(
        new TrialStreams(1, new TaskId("walker-walk", 2), DATASET, 0).stream("batch").nextLong());
    first.add(
        new TrialStreams(1, TASK, new DatasetId("walker-walk", "medium", 1), 0)
            .stream("batch").nextLong());
    first.add(new TrialStreams(1, TASK, DATASET, 1).stream("batch").nextLong());
    first.add(new TrialStreams(1, TASK, DATASET, 0).stream("init").nextLong());

    assertThat(first).hasSize(6);
  }

  @Test
  void restored_streams_go_on_where_they_stood() {
    TrialStreams streams = new TrialStreams(1, TASK, DATASET, 0);
    IntStream.range(0, 7).forEach(i -> streams.stream("batch").nextGaussian());
    streams.stream("init").nextLong();
    Map<String, Long> positions = streams.positions();
    long next = streams.stream("batch").nextLong();

    TrialStreams resumed = new TrialStreams(1, TASK, DATASET, 0);
    RandomStream taken = resumed.stream("batch");
    resumed.stream("late").nextLong();
    resumed.restore(positions);

    assertThat(taken.nextLong()).isEqualTo(next);
    assertThat(resumed.stream("init").position()).isEqualTo(1);
    assertThat(resumed.stream("late").position()).isZero();
  }

  @Test
  void episodes_start_alike_for_every_dataset_and_training_seed() {
    EvaluationStreams one = new EvaluationStreams(1, TASK, DATASET, 0);
    EvaluationStreams other =
        new EvaluationStreams(1, TASK, new DatasetId("walker-walk", "medium", 1), 4);

    assertThat(IntStream.range(0, 50).mapToObj(one::startSeed))
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(other::startSeed).toList())
        .doesNotHaveDuplicates()
        .doesNotContain(0L);
  }

  @Test
  void episodes_start_elsewhere_in_another_suite_seed_or_task() {
    assertThat(new EvaluationStreams(1, TASK, DATASET, 0).startSeed(0))
        .isNotEqualTo(new EvaluationStreams(2, TASK, DATASET, 0).startSeed(0))
        .isNotEqualTo(
            new EvaluationStreams(1, new TaskId("walker-run", 1), DATASET, 0).startSeed(0));
  }

  @Test
  void policy_draws_are_the_trials_own_and_begin_anew_at_every_evaluation() {
    EvaluationStreams streams = new EvaluationStreams(1, TASK, DATASET, 0);
    long first = streams.policy(3).nextLong();

    assertThat(streams.policy(3).nextLong()).isEqualTo(first);
    assertThat(streams.policy(4).nextLong()).isNotEqualTo(first);
    assertThat(new EvaluationStreams(1, TASK, DATASET, 1).policy(3).nextLong()).isNotEqualTo(first);
  }
}
