package kubetraining.redaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;

/** One secret of each kind that a known scanner looks for, in the places where a run meets them. */
public final class ScannerKinds {
  private static final Pattern DRAWN = Pattern.compile("\\{(\\w+) (\\d+)}| ");

  /** A line ends at each ¶. */
  private static final String PLACES =
      """
          env:¶    - name: NAME¶      value: VALUE¶    image: x
          env:¶    - name: NAME¶      value: "VALUE"
          env:¶    - value: VALUE¶      name: NAME¶    image: x
      {"env":[{"name":"NAME","value":"VALUE"},{"name":"A","value":"b"}]}
      [¶  {¶    "value" : "VALUE",¶    "name" : "NAME"¶  }¶]
      a: '{"x":"{\\"name\\":\\"NAME\\",\\"value\\":\\"VALUE\\"}"}'
      EnvVar(name=NAME, value=VALUE, valueFrom=null, additionalProperties={})
      v1.EnvVar{Name:"NAME", Value:"VALUE", ValueFrom:nil}
      {"SMALL":"VALUE","n":1}
      {"body":"{\\"SMALL\\":\\"VALUE\\"}"}
      export NAME=VALUE
      node1$ NAME='VALUE' ./start --now
      tool run --HEADER VALUE --quiet
      GET https://example.org/path?a=b&SMALL=VALUE&c=d
      curl -H 'X-HEADER: VALUE' https://example.org
      > X-HEADER: VALUE
      2026-11-28T19:39:41Z INFO started with NAME=VALUE as told
      <Answer><ELEMENT>VALUE</ELEMENT></Answer>
      <property name="SMALL" value="VALUE"/>
      SMALL: VALUE
      """;

  private static final String ALONE =
      """
      2026-11-28T19:39:41Z WARN VALUE was refused
      git clone https://VALUE@git.example.org/x.git
      git clone https://x:VALUE@git.example.org/x.git
      {"said":"first line\\nVALUE\\nlast line"}
      VALUE
      """;

  private static final String TOLD = "2026-11-28T19:39:41Z WARN the SMALL is VALUE, refused";

  private static final String DIGITS = "0123456789";
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz" + DIGITS;
  private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS;

  private ScannerKinds() {}

  /** A kind: how it is called, the variable that it is kept in, the secret itself. */
  private record Kind(String title, String variable, String secret) {
    boolean showsItself() {
      return variable.equals("-");
    }

    String name() {
      return showsItself() ? "MY_SETTING" : variable;
    }
  }

  /** Every kind in every place; the same seed draws the same secrets. */
  public static List<Planted.Plant> all(long seed) {
    return kinds(seed).stream().flatMap(kind -> places(kind).stream()).toList();
  }

  /** Every kind once, each in another place than the one before. */
  public static List<Planted.Plant> each(long seed) {
    var plants = new ArrayList<Planted.Plant>();
    for (Kind kind : kinds(seed)) {
      var places = places(kind);
      plants.add(places.get(plants.size() % places.size()));
    }
    return plants;
  }

  private static List<Planted.Plant> places(Kind kind) {
    String name = kind.name();
    String small = name.toLowerCase(Locale.ROOT);
    String header = small.replace('_', '-');
    String element =
        Arrays.stream(small.split("_"))
            .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
            .collect(Collectors.joining());
    var texts =
        Stream.of(PLACES, kind.showsItself() ? ALONE : TOLD)
            .flatMap(String::lines)
            .map(text -> text.replace("¶", "\n"))
            .toList();
    return texts.stream()
        .map(
            text ->
                new Planted.Plant(
                    kind.title() + " in place " + texts.indexOf(text),
                    List.of(kind.secret()),
                    text.replace("NAME", name)
                        .replace("SMALL", small)
                        .replace("HEADER", header)
                        .replace("ELEMENT", element)
                        .replace("VALUE", kind.secret())))
        .toList();
  }

  private static List<Kind> kinds(long seed) {
    var lot = new Random(seed);
    return Texts.file(ScannerKinds.class, "kinds.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| "))
        .map(parts -> new Kind(parts[0], parts[1], drawn(parts[2], lot)))
        .toList();
  }

  /** A blank splits a beginning, so that no scanner takes the file for a find. */
  private static String drawn(String recipe, Random lot) {
    return DRAWN
        .matcher(recipe)
        .replaceAll(
            part ->
                part.group(1) == null
                    ? ""
                    : Matcher.quoteReplacement(
                        drawn(letters(part.group(1)), Integer.parseInt(part.group(2)), lot)));
  }

  private static String letters(String named) {
    return switch (named) {
      case "digits" -> DIGITS;
      case "hex" -> "abcdef" + DIGITS;
      case "lower" -> LOWER;
      case "capitals" -> CAPITALS;
      case "plain" -> LOWER + CAPITALS;
      case "word" -> LOWER + CAPITALS + "_-";
      default -> throw new IllegalArgumentException(named);
    };
  }

  /** It ends in a letter or digit, as the last of a line does. */
  private static String drawn(String letters, int length, Random lot) {
    return Planted.drawn(letters, length - 1, lot)
        + (length > 1 ? DIGITS : letters).charAt(lot.nextInt(10));
  }
}
