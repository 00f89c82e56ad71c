package dev.visor.plugin.lompo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.api.Artifacts;
import dev.visor.api.Episode;
import dev.visor.api.RandomStream;
import dev.visor.nn.Critics;
import dev.visor.nn.Precision;
import dev.visor.nn.Team;
import dev.visor.nn.picture.PictureDecoder;
import dev.visor.nn.rssm.GaussianDivergence;
import dev.visor.nn.rssm.Gaussians;
import dev.visor.nn.rssm.LatentStates;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final int UPDATE = 17;

  private final TinyModel tiny = new TinyModel(Map.of("proprioception", true));
  private final MemoryDataset heldOut =
      TinyModel.randomDataset(RandomStream.of("held out"), 21, 30, 21);
  private final ActorCritic agent =
      new ActorCritic(
          tiny.workspace,
          new Team(1),
          tiny.parameters,
          tiny.shape.features(),
          TinyModel.ACTIONS,
          RandomStream.of("agent"));
  private final Map<String, Double> scalars = new TreeMap<>();
  private final Map<String, byte[]> artifacts = new TreeMap<>();

  private Validation validation() {
    Artifacts kept = artifacts::put;
    return new Validation(
        heldOut,
        tiny.shape,
        tiny.weights,
        agent,
        RandomStream.of("validation"),
        (name, update, value) -> {
          assertThat(update).isEqualTo(UPDATE);
          scalars.put(name, value);
        },
        kept);
  }

  private OpenLoop openLoop(HeldOutWindows windows) {
    return new OpenLoop(windows, tiny.model(), RandomStream.of("validation"));
  }

  @Test
  void model_recordsErrorsOverTheHorizon_andWhatPenaltiesKnow() {
    try (Validation validation = validation()) {
      validation.model(UPDATE);
    }
    assertThat(scalars.keySet())
        .containsExactlyInAnyOrder(
            "validation/imagined_return",
            "validation/kl",
            "validation/log_prob_auroc",
            "validation/log_prob_rank_correlation",
            "validation/max_std_auroc",
            "validation/max_std_rank_correlation",
            "validation/mean_auroc",
            "validation/mean_rank_correlation",
            "validation/one_step_error",
            "validation/psnr",
            "validation/psnr_1",
            "validation/psnr_15",
            "validation/psnr_5",
            "validation/real_return",
            "validation/reward_error",
            "validation/reward_error_1",
            "validation/reward_error_15",
            "validation/reward_error_5",
            "validation/ssim",
            "validation/ssim_1",
            "validation/ssim_15",
            "validation/ssim_5");
    assertThat(scalars.values()).allMatch(Double::isFinite);
    for (String penalty : List.of("log_prob", "max_std", "mean")) {
      assertThat(scalars.get("validation/" + penalty + "_auroc")).isBetween(0.0, 1.0);
      assertThat(scalars.get("validation/" + penalty + "_rank_correlation")).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void model_asksForEveryTransitionAfterTheContext_onceByItsDefinition() {
    HeldOutWindows windows = new HeldOutWindows(heldOut, tiny.shape);
    OpenLoop openLoop = openLoop(windows);
    double[] sums = new double[3];
    List<Double> rewards = new ArrayList<>();
    openLoop.run(
        new OpenLoop.Visitor() {
          @Override
          public void followed(int t) {
            if (t < 5) {
              return;
            }
            List<Gaussians> heads = openLoop.priors();
            for (int row = 0; row < windows.count(); row++) {
              double square = 0;
              for (int i = 0; i < tiny.shape.stoch(); i++) {
                int at = row * tiny.shape.stoch() + i;
                double mean =
                    heads.stream().mapToDouble(head -> head.mean()[at]).average().orElse(0);
                square += Math.pow(openLoop.posterior().mean()[at] - mean, 2);
              }
              sums[0] += Math.sqrt(square);
              for (Gaussians head : heads) {
                sums[1] += GaussianDivergence.of(openLoop.posterior(), row, head, row) / 3;
              }
              sums[2]++;
            }
          }

          @Override
          public void rolled(int t) {
            for (float reward : windows.rewards()) {
              rewards.add((double) reward);
            }
          }
        });
    try (Validation validation = validation()) {
      validation.model(UPDATE);
    }
    assertThat(sums[2]).isEqualTo(windows.steps() * windows.count());
    assertThat(scalars.get("validation/one_step_error")).isCloseTo(sums[0] / sums[2], within(1e-6));
    assertThat(scalars.get("validation/kl")).isCloseTo(sums[1] / sums[2], within(1e-6));
    assertThat(scalars.get("validation/real_return"))
        .isCloseTo(rewards.stream().mapToDouble(r -> r).sum() / windows.count(), within(1e-6));
  }

  @Test
  void rollout_seesNothingAfterTheContext() {
    MemoryDataset blind =
        new MemoryDataset(
            heldOut.observation(),
            TinyModel.ACTIONS,
            heldOut.list().stream()
                .map(
                    episode ->
                        new Episode(
                            episode.images().clone(),
                            episode.proprio(),
                            episode.actions(),
                            episode.rewards(),
                            episode.terminated(),
                            episode.truncated()))
                .toList());
    // In the window that begins with the second episode pictures from the sixth on are black.
    byte[] images = blind.list().get(1).images();
    HeldOutWindows whole = new HeldOutWindows(heldOut, tiny.shape);
    HeldOutWindows dark = new HeldOutWindows(blind, tiny.shape);
    int bytes = tiny.shape.pictures().values();
    Arrays.fill(images, 5 * bytes, images.length, (byte) 0);
    int first = 1; // the only window of the first episode comes before it
    List<float[]> seen = new ArrayList<>();
    List<float[]> unseen = new ArrayList<>();
    List<float[]> followed = new ArrayList<>();
    List<float[]> followedDark = new ArrayList<>();
    roll(whole, first, seen, followed);
    roll(dark, first, unseen, followedDark);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(unseen.get(i)).containsExactly(seen.get(i));
    }
    assertThat(followedDark.get(5)).isNotEqualTo(followed.get(5));
    assertThat(followedDark.get(4)).containsExactly(followed.get(4));
  }

  private void roll(
      HeldOutWindows windows, int window, List<float[]> rolled, List<float[]> followed) {
    OpenLoop openLoop = openLoop(windows);
    int size = tiny.shape.features();
    openLoop.run(
        new OpenLoop.Visitor() {
          @Override
          public void followed(int t) {
            followed.add(
                Arrays.copyOfRange(openLoop.features(), window * size, (window + 1) * size));
          }

          @Override
          public void rolled(int t) {
            rolled.add(
                Arrays.copyOfRange(openLoop.rolledFeatures(), window * size, (window + 1) * size));
          }
        });
  }

  @Test
  void model_twice_recordsTheSame_andChangesNothing() {
    float[] before = tiny.weights.values().toArray();
    try (Validation validation = validation()) {
      validation.model(UPDATE);
      Map<String, Double> first = new TreeMap<>(scalars);
      validation.agent(UPDATE);
      validation.film();
      scalars.clear();
      validation.model(UPDATE);
      assertThat(scalars).isEqualTo(first);
    }
    assertThat(tiny.weights.values().toArray()).isEqualTo(before);
  }

  @Test
  void agent_recordsWhatCriticsSayOfItsActionsAtTheBeginnings() {
    try (Validation validation = validation()) {
      validation.agent(UPDATE);
    }
    // The same by a batch of the three first pictures.
    SequenceBatch batch = new SequenceBatch(tiny.shape, 3, 1);
    SequenceSampler sampler = new SequenceSampler(heldOut, 1);
    for (int i = 0; i < 3; i++) {
      sampler.fill(batch, i, i, 0);
    }
    WorldModel model = tiny.model();
    float[] embeddings = new float[3 * tiny.shape.embedding()];
    model.perception().encode(batch.images(), batch.proprio(), 3, embeddings, 0);
    float[] noise = new float[3 * tiny.shape.stoch()];
    Noise.fill(RandomStream.of("validation"), noise, noise.length);
    LatentStates states = new LatentStates(tiny.shape.latent(), 3);
    model.filter().step(states, batch.actions(), embeddings, noise, 3);
    float[] features = new float[3 * tiny.shape.features()];
    states.features(features, 3);
    Critics.Pass values = agent.critics().pass(tiny.workspace, 3);
    values.forward(features, agent.actor().pass(tiny.workspace, 3).mode(features, 3), 3);
    double expected = 0;
    for (float value : values.lowest(3)) {
      expected += value / 3;
    }
    assertThat(scalars.get("validation/value")).isCloseTo(expected, within(1e-6));
  }

  @Test
  void predictionErrors_onPicturesOfNoise_areThoseOfNoise() {
    try (Validation validation = validation()) {
      validation.model(UPDATE);
    }
    // Pictures of noise differ from any drawn one by about the deviation of a uniform byte.
    assertThat(scalars.get("validation/psnr")).isBetween(5.0, 12.0);
    assertThat(scalars.get("validation/ssim")).isBetween(-0.1, 0.2);
  }

  @Test
  void film_leavesStripsAndAFilm_whoseFirstRowIsTheTruth() throws IOException {
    try (Validation validation = validation()) {
      validation.film();
    }
    assertThat(artifacts.keySet()).containsExactly("open-loop.gif", "open-loop.png");
    BufferedImage strips = ImageIO.read(new ByteArrayInputStream(artifacts.get("open-loop.png")));
    // Pictures of 32 pixels are drawn twice as large, with two pixels between them.
    assertThat(strips.getWidth()).isEqualTo(16 * 66 - 2);
    assertThat(strips.getHeight()).isEqualTo(6 * (3 * 66 + 4) - 6);
    byte[] picture = new byte[32 * 32 * 3];
    heldOut.images(0, 0, 1, picture, 0);
    int at = (5 * 32 + 9) * 3;
    int expected =
        (picture[at] & 0xff) << 16 | (picture[at + 1] & 0xff) << 8 | picture[at + 2] & 0xff;
    assertThat(strips.getRGB(2 * 9, 2 * 5) & 0xffffff).isEqualTo(expected);
    assertThat(strips.getRGB(2 * 9 + 1, 2 * 5 + 1) & 0xffffff).isEqualTo(expected);
    // In the third row nothing is drawn as long as the model still sees.
    assertThat(strips.getRGB(20, 2 * 66 + 20) & 0xffffff).isEqualTo(0x303030);
    assertThat(strips.getRGB(15 * 66 + 20, 2 * 66 + 20) & 0xffffff).isNotEqualTo(0x303030);

    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream stream =
        ImageIO.createImageInputStream(new ByteArrayInputStream(artifacts.get("open-loop.gif")))) {
      reader.setInput(stream);
      assertThat(reader.getNumImages(true)).isEqualTo(22);
      assertThat(reader.read(21).getWidth()).isEqualTo(6 * 66 - 2);
      assertThat(reader.read(21).getHeight()).isEqualTo(3 * 66 - 2);
    } finally {
      reader.dispose();
    }
    assertThat(new String(artifacts.get("open-loop.gif"), StandardCharsets.ISO_8859_1))
        .startsWith("GIF89a")
        .contains("NETSCAPE2.0");
  }

  @Test
  void strips_showWhatTheDecoderDraws() throws IOException {
    HeldOutWindows windows = new HeldOutWindows(heldOut, tiny.shape);
    PictureDecoder decoder =
        new PictureDecoder(
            tiny.workspace,
            tiny.shape.pictures(),
            tiny.shape.features(),
            tiny.weights,
            tiny.weights.zeros(),
            windows.count(),
            Precision.FLOAT);
    OpenLoop openLoop = openLoop(windows);
    PredictionFilm film = new PredictionFilm(openLoop, windows, decoder, tiny.shape);
    openLoop.run(film);
    BufferedImage strips = ImageIO.read(new ByteArrayInputStream(film.png()));
    float[] drawn = new float[windows.count() * tiny.shape.pictures().values()];
    decoder.draw(openLoop.rolledFeatures(), windows.count(), drawn);
    int at = (5 * 32 + 9) * 3;
    int red = Math.round(255 * Math.min(Math.max(drawn[at] + 0.5f, 0), 1));
    assertThat(strips.getRGB(15 * 66 + 18, 2 * 66 + 10) >> 16 & 0xff).isBetween(red - 1, red + 1);
  }
}
