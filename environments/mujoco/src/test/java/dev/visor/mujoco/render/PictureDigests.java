package dev.visor.mujoco.render;

/** Prints a line for each golden picture: its SHA-256 as this JVM draws it. */
final class PictureDigests {

  private PictureDigests() {}

  public static void main(String[] arguments) {
    for (Pictures.Golden golden : Pictures.goldens()) {
      System.out.println(line(golden));
    }
  }

  static String line(Pictures.Golden golden) {
    return golden.file() + " " + Pictures.digest(golden.draw());
  }
}
