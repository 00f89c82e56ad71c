package dev.visor.nn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An actor to be kept for long: in half the memory, and with notes on where it comes from. States
 * go into it as they are; there is no normalisation.
 *
 * <pre>
 * 4 bytes   the letters VACT
 * int       version of the format: 1
 * int       number of notes; then for each its name and its text, in the order of the names
 * 4 ints    length of a state, length of an action, hidden layers, width of a hidden layer
 * text      what is after a hidden layer: the name of an {@link Activation}
 * 2 floats  least and greatest ln σ: {@link Deviation.ClampedLog}
 * halves    of each layer the kernel, a row for each input, and the bias
 * </pre>
 *
 * <p>Numbers have their most significant byte first; texts are as {@link DataOutputStream#writeUTF}
 * writes them; halves are IEEE 754 half precision.
 */
public final class ActorSnapshot {
  private static final int MAGIC = 'V' << 24 | 'A' << 16 | 'C' << 8 | 'T';
  private static final int VERSION = 1;
  private static final int MOST_NOTES = 64;

  /** No actor that is worth keeping has more layers, or wider ones. */
  private static final int MOST_LAYERS = 16;

  private static final int WIDEST = 1 << 12;

  private final SortedMap<String, String> notes;
  private final ActorForm form;
  private final short[] halves;

  private ActorSnapshot(Map<String, String> notes, ActorForm form, short[] halves) {
    this.notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
    this.form = form;
    this.halves = halves;
  }

  /**
   * Takes a snapshot.
   *
   * @param notes such as task, algorithm and measured return
   * @param weights of the form's layout
   * @throws IllegalArgumentException if they have another layout
   */
  public static ActorSnapshot of(Map<String, String> notes, ActorForm form, Parameters weights) {
    form.layout().requireSame(weights.layout());
    float[] values = weights.values().toArray();
    short[] halves = new short[values.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = HalfPrecision.of(values[i]);
    }
    return new ActorSnapshot(notes, form, halves);
  }

  /** Where it comes from and what it is worth, by name. */
  public SortedMap<String, String> notes() {
    return notes;
  }

  /** The same actor with other notes. */
  public ActorSnapshot notes(Map<String, String> newNotes) {
    return new ActorSnapshot(newNotes, form, halves);
  }

  /** The form of its network. */
  public ActorForm form() {
    return form;
  }

  /** The actor, whose arrays then live in a workspace. */
  public TanhGaussianActor actor(Workspace workspace) {
    Parameters weights = form.layout().allocate(workspace);
    weights.values().write(weights());
    return form.actor(weights);
  }

  /** The weights in the order of the form's layout, for whoever computes without this package. */
  public float[] weights() {
    float[] values = new float[halves.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = HalfPrecision.toFloat(halves[i]);
    }
    return values;
  }

  /** Writes it. */
  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeInt(notes.size());
    for (Map.Entry<String, String> note : notes.entrySet()) {
      data.writeUTF(note.getKey());
      data.writeUTF(note.getValue());
    }
    data.writeInt(form.states());
    data.writeInt(form.actions());
    data.writeInt(form.layers());
    data.writeInt(form.units());
    data.writeUTF(form.activation().name());
    data.writeFloat(form.deviation().least());
    data.writeFloat(form.deviation().greatest());
    ByteBuffer bytes = ByteBuffer.allocate(halves.length * Short.BYTES);
    bytes.asShortBuffer().put(halves);
    data.write(bytes.array());
    data.flush();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the stream ends early or holds something else
   */
  public static ActorSnapshot read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    try {
      if (data.readInt() != MAGIC || data.readInt() != VERSION) {
        throw new IOException("this is no snapshot of an actor in format " + VERSION);
      }
      SortedMap<String, String> notes = notes(data);
      ActorForm form = form(data);
      byte[] bytes = new byte[form.layout().count() * Short.BYTES];
      data.readFully(bytes);
      short[] halves = new short[bytes.length / Short.BYTES];
      ByteBuffer.wrap(bytes).asShortBuffer().get(halves);
      return new ActorSnapshot(notes, form, halves);
    } catch (EOFException e) {
      throw new IOException("the snapshot ends too early; it was not written to its end", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("the snapshot is damaged: " + e.getMessage(), e);
    }
  }

  private static SortedMap<String, String> notes(DataInputStream data) throws IOException {
    SortedMap<String, String> notes = new TreeMap<>();
    int count = within("notes", data.readInt(), 0, MOST_NOTES);
    for (int i = 0; i < count; i++) {
      notes.put(data.readUTF(), data.readUTF());
    }
    return notes;
  }

  private static ActorForm form(DataInputStream data) throws IOException {
    return new ActorForm(
        within("values in a state", data.readInt(), 1, WIDEST),
        within("values in an action", data.readInt(), 1, WIDEST),
        within("hidden layers", data.readInt(), 0, MOST_LAYERS),
        within("units in a layer", data.readInt(), 1, WIDEST),
        Activation.valueOf(data.readUTF()),
        new Deviation.ClampedLog(data.readFloat(), data.readFloat()));
  }

  /** Refuses what only a damaged file can ask for, before any memory is reserved. */
  private static int within(String what, int number, int least, int most) throws IOException {
    if (number < least || number > most) {
      throw new IOException("the snapshot is damaged: it claims " + number + " " + what);
    }
    return number;
  }
}
