package dev.visor.core.dataset.exchange;

import io.jhdf.ObjectHeader;
import io.jhdf.WritableDatasetImpl;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.Group;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfFileChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An array of an HDF5 file that is written as one block. The library would write every innermost
 * row by itself, which for pictures is three bytes at a time.
 */
final class Hdf5Block extends WritableDatasetImpl {
  private final Object shape;
  private final ByteBuffer data;

  private Hdf5Block(Group parent, String name, Object shape, boolean unsigned, ByteBuffer data) {
    super(shape, name, parent, options(unsigned));
    this.shape = shape;
    this.data = data;
  }

  private static DatasetCreationOptions options(boolean unsigned) {
    return unsigned
        ? DatasetCreationOptions.builder().unsigned().build()
        : DatasetCreationOptions.DEFAULT;
  }

  /** Pictures: {@code rows} × height × width × colours. */
  static Hdf5Block pictures(
      Group parent, String name, byte[] bytes, int rows, int height, int width, int colours) {
    byte[][][][] shape = new byte[rows][][][];
    // Of an array's shape only the first of its parts is looked at.
    shape[0] = new byte[height][width][colours];
    return new Hdf5Block(parent, name, shape, /* unsigned= */ true, ByteBuffer.wrap(bytes));
  }

  /** Bytes of a row each. */
  static Hdf5Block flags(Group parent, String name, byte[] bytes) {
    return new Hdf5Block(parent, name, bytes, /* unsigned= */ true, ByteBuffer.wrap(bytes));
  }

  /** Numbers, a row of several each. */
  static Hdf5Block rows(Group parent, String name, float[] values, int rows) {
    float[][] shape = new float[rows][];
    shape[0] = new float[values.length / rows];
    return new Hdf5Block(parent, name, shape, /* unsigned= */ false, bytes(values));
  }

  /** Numbers, one a row. */
  static Hdf5Block column(Group parent, String name, float[] values) {
    return new Hdf5Block(parent, name, values, /* unsigned= */ false, bytes(values));
  }

  private static ByteBuffer bytes(float[] values) {
    // The library takes the machine's own order for its floats.
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  @Override
  public long write(HdfFileChannel file, long position) {
    int header = header(position, 0).limit();
    long end = write(file, header(position, position + header), position);
    return write(file, data.duplicate(), end);
  }

  private ByteBuffer header(long position, long address) {
    List<Message> messages =
        List.of(
            DataTypeMessage.create(getDataType()),
            DataSpaceMessage.create(DataSpace.fromObject(shape)),
            FillValueMessage.NO_FILL,
            ContiguousDataLayoutMessage.create(address, data.limit()));
    return new ObjectHeader.ObjectHeaderV2(position, messages).toBuffer();
  }

  private static long write(HdfFileChannel file, ByteBuffer bytes, long position) {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
    return at;
  }
}
