package dev.visor.plugin.drq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.DatasetView;
import dev.visor.api.ObservationSpec;
import dev.visor.api.Profile;
import dev.visor.api.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelReplayTest {
  private static final int EDGE = 4;
  private static final int ROWS = 200;

  /**
   * Two episodes of 5 transitions, of which the second ends the task: picture t is all t, or 100 +
   * t; action t is t or 100 + t; reward t is 1, 10, 100 …
   */
  private static class Counting implements DatasetView {
    @Override
    public ObservationSpec observation() {
      return new ObservationSpec(EDGE, EDGE, 0);
    }

    @Override
    public int actionSize() {
      return 1;
    }

    @Override
    public int episodes() {
      return 2;
    }

    @Override
    public int length(int episode) {
      return 5;
    }

    @Override
    public long transitions() {
      return 10;
    }

    @Override
    public boolean terminated(int episode) {
      return episode == 1;
    }

    @Override
    public void images(int episode, int from, int count, byte[] target, int offset) {
      int size = observation().imageBytes();
      for (int i = 0; i < count; i++) {
        int at = offset + i * size;
        Arrays.fill(target, at, at + size, (byte) (100 * episode + from + i));
      }
    }

    @Override
    public void proprio(int episode, int from, int count, float[] target, int offset) {
      throw new AssertionError("pixels only");
    }

    @Override
    public void actions(int episode, int from, int count, float[] target, int offset) {
      target[offset] = 100 * episode + from;
    }

    @Override
    public void rewards(int episode, int from, int count, float[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = (float) Math.pow(10, from + i);
      }
    }
  }

  private final Basis basis =
      new Basis(1, ROWS, 1e-3, 0.5, 3, 0.01, 3, EncoderKind.STRIDED, 4, 8, 1, 0);
  private final PixelReplay replay = new PixelReplay(new Counting(), basis, 1);
  private final Batch batch = Batch.of(ROWS, 1, 1);

  PixelReplayTest() {
    replay.draw(RandomStream.of("rows"), RandomStream.of("shifts"), batch);
  }

  /** The first row whose action is this. */
  private int row(int action) {
    for (int row = 0; row < ROWS; row++) {
      if (batch.actions()[row] == action) {
        return row;
      }
    }
    throw new AssertionError("action " + action + " was not drawn in " + ROWS + " rows");
  }

  /** The pictures of a stack, by their first colour at the first pixel. */
  private static int[] stack(byte[] stacks, int row) {
    int from = row * EDGE * EDGE * 9;
    return new int[] {stacks[from], stacks[from + 3], stacks[from + 6]};
  }

  @Test
  void aRow_hasTheStackAtT_andTheOneSomeStepsLater() {
    int row = row(1);
    assertThat(stack(replay.pictures(), row)).containsExactly(0, 0, 1);
    assertThat(stack(replay.nextPictures(), row)).containsExactly(2, 3, 4);
    assertThat(batch.rewards()[row]).isCloseTo(10 + 0.5f * 100 + 0.25f * 1000, within(1e-3f));
    assertThat(batch.discounts()[row]).isEqualTo(0.125f);
    assertThat(batch.nextActions()[row]).isEqualTo(4);
    assertThat(batch.followed()[row]).isEqualTo(1);
  }

  @Test
  void nearTheEndOfAnEpisode_fewerRewardsAreCounted_andValueGoesOnAtATimeLimit() {
    int row = row(4);
    assertThat(stack(replay.nextPictures(), row)).containsExactly(3, 4, 5);
    assertThat(batch.rewards()[row]).isEqualTo(10_000);
    assertThat(batch.discounts()[row]).isEqualTo(0.5f);
    assertThat(batch.followed()[row]).isZero();
    assertThat(batch.nextActions()[row]).isZero();
  }

  @Test
  void whereTheTaskItselfEnded_noValueFollows() {
    assertThat(batch.discounts()[row(103)]).isZero();
    assertThat(batch.rewards()[row(103)]).isEqualTo(1_000 + 5_000);
    assertThat(batch.discounts()[row(101)]).isEqualTo(0.125f);
  }

  @Test
  void rewards_areScaled() {
    new PixelReplay(new Counting(), basis, 0.1)
        .draw(RandomStream.of("rows"), RandomStream.of("shifts"), batch);
    assertThat(batch.rewards()[row(4)]).isEqualTo(1_000);
  }

  @Test
  void iql_scalesRewardsSoThatReturnsSpanAThousand() {
    // Two episodes of five: 11,111 each.
    IqlParameters parameters = IqlParameters.of(Profile.LAPTOP);
    assertThat(new IqlAlgorithm().rewardScale(parameters, new Counting())).isEqualTo(1);
    DatasetView unlike =
        new Counting() {
          @Override
          public void rewards(int episode, int from, int count, float[] target, int offset) {
            Arrays.fill(target, offset, offset + count, 10 * episode);
          }
        };
    assertThat(new IqlAlgorithm().rewardScale(parameters, unlike)).isEqualTo(1000.0 / 50);
  }

  @Test
  void everyTransition_isDrawn() {
    assertThat(batch.actions()).contains(0, 1, 2, 3, 4, 100, 101, 102, 103, 104);
  }
}
