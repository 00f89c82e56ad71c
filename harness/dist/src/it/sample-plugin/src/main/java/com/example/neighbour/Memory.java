package com.example.neighbour;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Small pictures and the actions that were taken there.
 *
 * @param grid cells in each direction of a small picture
 * @param actionSize length of an action
 * @param pictures grid × grid × 3 values each
 * @param actions one for each picture
 */
record Memory(int grid, int actionSize, List<float[]> pictures, List<float[]> actions) {
  private static final int MARK = 0x6e6e_3031; // "nn01"

  Memory(int grid, int actionSize) {
    this(grid, actionSize, new ArrayList<>(), new ArrayList<>());
  }

  void add(float[] picture, float[] action) {
    pictures.add(picture);
    actions.add(action);
  }

  /** The action at the picture with the least sum of squared differences; 0 if there is none. */
  float[] nearest(float[] picture) {
    float[] action = new float[actionSize];
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < pictures.size(); i++) {
      double distance = 0;
      float[] other = pictures.get(i);
      for (int k = 0; k < picture.length; k++) {
        double difference = picture[k] - other[k];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        action = actions.get(i);
      }
    }
    return action.clone();
  }

  void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(MARK);
    data.writeInt(grid);
    data.writeInt(actionSize);
    data.writeInt(pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      for (float value : pictures.get(i)) {
        data.writeFloat(value);
      }
      for (float value : actions.get(i)) {
        data.writeFloat(value);
      }
    }
    data.flush();
  }

  static Memory read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readInt() != MARK) {
      throw new IOException("this was not written by the algorithm 'nearest-neighbour'");
    }
    Memory memory = new Memory(data.readInt(), data.readInt());
    int count = data.readInt();
    for (int i = 0; i < count; i++) {
      memory.add(floats(data, memory.grid * memory.grid * 3), floats(data, memory.actionSize));
    }
    return memory;
  }

  private static float[] floats(DataInputStream data, int count) throws IOException {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = data.readFloat();
    }
    return values;
  }
}
