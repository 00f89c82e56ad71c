package dev.visor.nn;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Owner of native memory and of oneDNN's primitives. What is made in a workspace lives until it is
 * closed, and must not be used afterwards: that is an {@link IllegalStateException}. A workspace
 * belongs to one thread at a time.
 *
 * <p>If it is forgotten, the garbage collector gives the memory back, later.
 *
 * <pre>{@code
 * try (Workspace workspace = new Workspace()) {
 *   Parameters parameters = layout.allocate(workspace);
 *   ...
 * }
 * }</pre>
 */
public final class Workspace implements AutoCloseable {
  /** A cache line, and the widest vector register. */
  private static final long ALIGNMENT = 64;

  private final Deque<AutoCloseable> owned = new ArrayDeque<>();
  private final OneDnn oneDnn;
  private boolean open = true;
  private @Nullable Floats ones;
  private @Nullable BytePointer scratchpad;
  private final @Nullable BytePointer[] passing = new BytePointer[3];

  /**
   * @throws NativeLibraryException if oneDNN cannot be loaded
   */
  public Workspace() {
    oneDnn = own(OneDnn.open());
  }

  /**
   * Allocates floats, all 0.
   *
   * @param count their number
   */
  public Floats floats(int count) {
    BytePointer bytes = bytes((long) count * Float.BYTES);
    return new Floats(this, new FloatPointer(bytes).capacity(count).limit(count), count);
  }

  /**
   * Another workspace, which another thread may use at the same time; closing this one closes it.
   */
  public Workspace beside() {
    requireOpen();
    return own(new Workspace());
  }

  /** At least so many ones. With them a product adds up the rows of a matrix. */
  Floats ones(int count) {
    if (ones == null || ones.count() < count) {
      float[] values = new float[count];
      Arrays.fill(values, 1);
      ones = floats(count);
      ones.write(values);
    }
    return ones;
  }

  /** Allocates bytes, all 0, at a multiple of the alignment. */
  BytePointer bytes(long count) {
    requireOpen();
    BytePointer whole = own(new BytePointer(count + ALIGNMENT));
    Pointer.memset(whole, 0, count + ALIGNMENT);
    long skip = (ALIGNMENT - whole.address() % ALIGNMENT) % ALIGNMENT;
    return whole.getPointer(BytePointer.class, skip).capacity(count).limit(count);
  }

  /** At least so many bytes, which everything that works in this workspace uses in turn. */
  BytePointer scratchpad(long count) {
    if (scratchpad == null || scratchpad.capacity() < count) {
      scratchpad = bytes(count);
    }
    return scratchpad;
  }

  /**
   * At least so many bytes, which what works in this workspace uses one after another: nothing in
   * them outlives a call.
   *
   * @param slot of several such pieces that are used at the same time, from 0
   */
  BytePointer passing(int slot, long count) {
    if (passing[slot] == null || passing[slot].capacity() < count) {
      passing[slot] = bytes(count);
    }
    return passing[slot];
  }

  /** Takes something over that {@link #close} has to close, before everything older. */
  public <T extends AutoCloseable> T own(T resource) {
    owned.push(resource);
    return resource;
  }

  OneDnn oneDnn() {
    requireOpen();
    return oneDnn;
  }

  void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the workspace is closed");
    }
  }

  /** Gives everything back. Closing again does nothing. */
  @Override
  public void close() {
    open = false;
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a native resource cannot be closed", e);
      }
    }
  }
}
