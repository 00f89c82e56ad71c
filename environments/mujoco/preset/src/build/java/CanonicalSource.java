import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Puts C++ that JavaCPP generated into one order, whatever the order in which it was generated.
 *
 * <p>JavaCPP writes functions, fields and the numbers of classes as it meets the methods of the Java
 * classes, and in which order a JVM lists these is another matter at each run. Here the classes are
 * numbered by name, their fields are sorted by name, and the functions by their text, so that the
 * same sources give the same library: a result can then name the library that it was computed with.
 *
 * <p>Usage: {@code java CanonicalSource.java GENERATED.cpp RESULT.cpp}
 */
final class CanonicalSource {
  /** Calls whose second argument is the number of a class. */
  private static final Pattern CLASS_NUMBER =
      Pattern.compile(
          "(JavaCPP_(?:createPointer|getClass|getFieldID|getMethodID|getStaticMethodID"
              + "|handleException)\\(env, )(\\d+)");

  private final List<String> lines;

  private CanonicalSource(List<String> lines) {
    this.lines = new ArrayList<>(lines);
  }

  public static void main(String[] args) throws IOException {
    CanonicalSource source = new CanonicalSource(Files.readAllLines(Path.of(args[0])));
    source.numberClasses();
    source.sortFields();
    source.sortFunctions();
    Files.write(Path.of(args[1]), source.lines);
  }

  private void numberClasses() {
    int[] order = order(table("JavaCPP_classNames"));
    int[] numbers = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      numbers[order[i]] = i;
    }
    for (String table : List.of("JavaCPP_classNames", "JavaCPP_members", "JavaCPP_offsets")) {
      reorder(table, order);
    }
    reorderSizes(order);
    lines.replaceAll(
        line ->
            CLASS_NUMBER
                .matcher(line)
                .replaceAll(call -> call.group(1) + numbers[Integer.parseInt(call.group(2))]));
  }

  /** The rows of a table: the lines below the one that opens it, one for each class. */
  private List<String> table(String name) {
    int start = 0;
    while (!lines.get(start).matches("static .* " + name + "\\[.*\\{")) {
      start++;
    }
    int rows = Integer.parseInt(lines.get(start).replaceFirst(".*?" + name + "\\[(\\d+)].*", "$1"));
    return lines.subList(start + 1, start + 1 + rows);
  }

  private static int[] order(List<String> names) {
    return IntStream.range(0, names.size())
        .boxed()
        .sorted(Comparator.comparing(i -> names.get(i).replaceFirst("[,} ;]*$", "")))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void reorder(String name, int[] order) {
    List<String> rows = table(name);
    String end = rows.get(rows.size() - 1).replaceFirst("^.*?( };)?$", "$1");
    List<String> bare = rows.stream().map(row -> row.replaceFirst("(,| };)$", "")).toList();
    for (int i = 0; i < order.length; i++) {
      rows.set(i, bare.get(order[i]) + (i < order.length - 1 ? "," : end));
    }
  }

  private void reorderSizes(int[] order) {
    replace(
        Pattern.compile("(JavaCPP_memberOffsetSizes\\[\\d+] = \\{ )(.*)( };)"),
        list -> {
          String[] sizes = list.split(", ");
          return String.join(", ", Arrays.stream(order).mapToObj(i -> sizes[i]).toList());
        });
  }

  /** Sorts the fields of a class, of which the first is not a field but the size. */
  private void sortFields() {
    replace(Pattern.compile("( *\\{ \"sizeof\", )(.*?)( }.*)"), list -> sorted(list, ", "));
    replace(
        Pattern.compile("( *\\{ sizeof\\([^)]*\\), )(.*?)( }.*)"),
        list -> sorted(list, ", (?=offsetof)"));
  }

  private static String sorted(String list, String separator) {
    String[] items = list.split(separator);
    // A closing quote and a closing bracket both come before anything that a name can go on with.
    Arrays.sort(items);
    return String.join(", ", items);
  }

  private void replace(Pattern pattern, UnaryOperator<String> change) {
    lines.replaceAll(
        line -> {
          Matcher matcher = pattern.matcher(line);
          return matcher.find()
              ? line.substring(0, matcher.start(2))
                  + change.apply(matcher.group(2))
                  + line.substring(matcher.end(2))
              : line;
        });
  }

  /** Moves the functions behind everything else, but before what closes {@code extern "C"}. */
  private void sortFunctions() {
    List<String> functions = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("JNIEXPORT") && line.contains(" JNICALL Java_")) {
        int start = i;
        while (!lines.get(i).equals("}")) {
          i++;
        }
        functions.add(String.join("\n", lines.subList(start, i + 1)));
      } else if (!line.isEmpty()) {
        rest.add(line);
      }
    }
    String close = rest.remove(rest.size() - 1);
    functions.sort(null);
    lines.clear();
    lines.addAll(rest);
    lines.addAll(functions);
    lines.add(close);
  }
}
