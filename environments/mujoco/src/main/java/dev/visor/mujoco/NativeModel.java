package dev.visor.mujoco;

import dev.visor.mujoco.preset.MuJoCo;
import dev.visor.mujoco.preset.MuJoCo.mjModel;
import dev.visor.mujoco.preset.MuJoCo.mjVFS;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * MuJoCo's compiled model, freed when its last owner lets go. A {@link Model} owns it and so does
 * each {@link Simulation}, since MuJoCo's data is only valid together with its model; they may be
 * closed in any order, by any threads.
 */
final class NativeModel {
  private static final String FILE = "model.xml";
  private static final Pattern LINE = Pattern.compile("(?i)\\bline(?: number)?(?: ?=)? ?(\\d+)");

  private final mjModel pointer;
  private int owners = 1;

  private NativeModel(mjModel pointer) {
    this.pointer = pointer;
  }

  /**
   * Compiles a model, with one owner: the caller.
   *
   * @throws MujocoException if MuJoCo rejects it
   */
  static NativeModel compile(String mjcf) {
    byte[] text = mjcf.getBytes(StandardCharsets.UTF_8);
    // Plain memory: JavaCPP would refuse to hand out its own when the process, because of something
    // else in it, uses much.
    Pointer memory = Pointer.calloc(1, Loader.sizeof(mjVFS.class));
    mjVFS files = new mjVFS(memory);
    try {
      MuJoCo.mj_defaultVFS(files);
      return new NativeModel(compile(text, files));
    } catch (MujocoException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MujocoException("MuJoCo cannot compile the model: " + e.getMessage(), 0, e);
    } finally {
      MuJoCo.mj_deleteVFS(files);
      Pointer.free(memory);
    }
  }

  private static mjModel compile(byte[] text, mjVFS files) {
    if (MuJoCo.mj_makeEmptyFileVFS(files, FILE, text.length) != 0) {
      throw new MujocoException("MuJoCo cannot hold a model of " + text.length + " bytes");
    }
    int index = MuJoCo.mj_findFileVFS(files, FILE);
    new BytePointer(files.filedata(index)).capacity(text.length).put(text);
    byte[] error = new byte[1000];
    mjModel model = MuJoCo.mj_loadXML(FILE, files, error, error.length);
    if (model == null || model.isNull()) {
      throw rejected(message(error));
    }
    return model;
  }

  /** The pointer, valid as long as the caller is an owner. */
  mjModel pointer() {
    return pointer;
  }

  synchronized void retain() {
    owners++;
  }

  synchronized void release() {
    owners--;
    if (owners == 0) {
      MuJoCo.mj_deleteModel(pointer);
    }
  }

  private static String message(byte[] error) {
    int length = 0;
    while (length < error.length && error[length] != 0) {
      length++;
    }
    return new String(error, 0, length, StandardCharsets.UTF_8).strip().replaceAll("\\s*\\n", "; ");
  }

  private static MujocoException rejected(String message) {
    Matcher line = LINE.matcher(message);
    return new MujocoException(
        "MuJoCo rejects the model: " + message,
        line.find() ? Integer.parseInt(line.group(1)) : 0,
        null);
  }
}
