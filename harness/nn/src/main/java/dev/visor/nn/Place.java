package dev.visor.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Pointer;

/**
 * Where in native memory an argument of primitives lies. It can be moved, and all primitives that
 * work on it then work elsewhere: so those of a layer are made once, and go through a large batch
 * in pieces.
 */
final class Place {
  private final Pointer pointer;
  private final List<dnnl_memory> followers = new ArrayList<>();

  private Place(Pointer pointer) {
    this.pointer = pointer;
  }

  /**
   * A place at some address, beginning at the pointer's position.
   *
   * @param pointer which from now on is the place's own
   */
  static Place of(Pointer pointer) {
    return new Place(pointer);
  }

  Pointer pointer() {
    return pointer;
  }

  /** Tells a primitive's argument, now and whenever the place is moved. */
  void follow(dnnl_memory memory) {
    followers.add(memory);
  }

  /** Moves it to an offset from the address, in the pointer's units. */
  void move(long offset) {
    pointer.position(offset);
    for (int i = 0; i < followers.size(); i++) {
      OneDnn.check(dnnl.dnnl_memory_set_data_handle(followers.get(i), pointer), "another place");
    }
  }
}
