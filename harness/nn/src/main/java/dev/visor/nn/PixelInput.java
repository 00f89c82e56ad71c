package dev.visor.nn;

import java.nio.ByteBuffer;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;

/** The way into pictures for unsigned bytes: v = x / 255 − ½, as Dreamer's and DrQ-v2's do. */
public final class PixelInput {
  static final float SCALE = 1 / 255f;
  static final float SHIFT = -0.5f;

  private final Pictures pictures;
  private final ByteBuffer bytes;
  private final Primitive widen;
  private final Primitive scale;

  /**
   * @param pictures that {@link #write} fills
   */
  public PixelInput(Pictures pictures) {
    this.pictures = pictures;
    Workspace workspace = pictures.workspace();
    int count = pictures.count() * pictures.values();
    BytePointer memory = workspace.bytes(count);
    bytes = memory.asByteBuffer();
    // Every byte is a number of either precision, so that the bytes are rounded only once.
    dnnl_memory_desc_t row =
        Arrangement.strided(pictures.precision().type, new long[] {count}, new long[] {1});
    widen =
        Reorder.of(
            workspace, Arrangement.bytes(count), Place.of(memory), row, pictures.memory(), false);
    dnnl_eltwise_desc_t linear = new dnnl_eltwise_desc_t();
    OneDnn.check(
        dnnl.dnnl_eltwise_forward_desc_init(
            linear, dnnl.dnnl_forward_inference, dnnl.dnnl_eltwise_linear, row, SCALE, SHIFT),
        "scaled pixels");
    scale =
        Primitive.of(
            workspace,
            Primitive.Plan.of(workspace, linear, "scaled pixels"),
            new Primitive.Argument(dnnl.DNNL_ARG_SRC, row, pictures.memory()),
            new Primitive.Argument(dnnl.DNNL_ARG_DST, row, pictures.memory()));
  }

  /**
   * Fills the first pictures; the others keep the bytes that they had.
   *
   * @param source unsigned bytes, pictures × height × width × channels
   * @param from index of the first byte
   * @param number of pictures
   */
  public void write(byte[] source, int from, int number) {
    bytes.put(0, source, from, number * pictures.values());
    widen.run();
    scale.run();
  }
}
