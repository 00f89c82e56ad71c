package dev.visor.plugin.lompo;

import dev.visor.api.Scalars;
import dev.visor.nn.picture.PictureDecoder;

/**
 * How far a model's predictions are from what happened, over the steps that it makes without
 * pictures: of the picture, of the reward, and of the return of all steps.
 */
final class PredictionErrors {
  /** Steps that are told of one by one, as far as windows reach. */
  private static final int[] TOLD = {1, 5, 15, 45};

  private final OpenLoop openLoop;
  private final HeldOutWindows windows;
  private final WorldModel model;
  private final PictureDecoder decoder;
  private final PictureSimilarity similarity;
  private final double[] psnr;
  private final double[] ssim;
  private final double[] reward;
  private final float[] drawn;
  private final float[] one;
  private final float[] truth;
  private double imaginedReturn;
  private double realReturn;

  PredictionErrors(
      OpenLoop openLoop, HeldOutWindows windows, WorldModel model, PictureDecoder decoder) {
    this.openLoop = openLoop;
    this.windows = windows;
    this.model = model;
    this.decoder = decoder;
    similarity = new PictureSimilarity(model.shape().edge());
    psnr = new double[windows.steps()];
    ssim = new double[windows.steps()];
    reward = new double[windows.steps()];
    int values = model.shape().pictures().values();
    drawn = new float[windows.count() * values];
    one = new float[values];
    truth = new float[values];
  }

  /** Takes the predictions of a time. */
  void rolled(int t) {
    int count = windows.count();
    int step = t - windows.context();
    float[] expected = model.reward().forward(openLoop.rolledFeatures(), count);
    decoder.draw(openLoop.rolledFeatures(), count, drawn);
    for (int i = 0; i < count; i++) {
      float real = windows.rewards()[i];
      reward[step] += Math.abs(expected[i] - real) / count;
      imaginedReturn += (double) expected[i] / count;
      realReturn += (double) real / count;
      take(i);
      psnr[step] += similarity.psnr(one, truth) / count;
      ssim[step] += similarity.ssim(one, truth) / count;
    }
  }

  /** Takes a window's two pictures, in values from 0 to 1. */
  private void take(int window) {
    int from = window * one.length;
    for (int i = 0; i < one.length; i++) {
      one[i] = Math.min(Math.max(drawn[from + i] + 0.5f, 0), 1);
      truth[i] = (windows.images()[from + i] & 0xff) / 255f;
    }
  }

  /** Records means over all steps, and what some steps look like. */
  void record(Scalars scalars, long update) {
    told(scalars, update, "psnr", psnr);
    told(scalars, update, "ssim", ssim);
    told(scalars, update, "reward_error", reward);
    scalars.record("imagined_return", update, imaginedReturn);
    scalars.record("real_return", update, realReturn);
  }

  private static void told(Scalars scalars, long update, String name, double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    scalars.record(name, update, mean);
    for (int step : TOLD) {
      if (step <= values.length) {
        scalars.record(name + "_" + step, update, values[step - 1]);
      }
    }
  }
}
