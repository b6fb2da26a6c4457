package kubetraining.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** All shapes that secrets have in what machines, clusters and tools print. */
final class Shapes {
  private static final Name PASSWORD =
      new Name(
          "password",
          "(?:password|passwd|passphrase|[_-]pass)",
          Harmless::value,
          new String[] {"pass"});
  private static final Name TOKEN =
      new Name("token", "(?:token|secret)", Harmless::token, new String[] {"token", "secret"});
  private static final Name KEY =
      new Name(
          "key",
          "(?:api[_-]?key|secret[_-]?key|access[_-]?key|private[_-]?key|encryption[_-]?key)",
          Harmless::key,
          new String[] {"key"});
  private static final String CLIENT = "(?:client-key-data|client-certificate-data)";

  // Quotes as they are, and quotes within a text that is itself quoted.
  private static final String QUOTED = "\"(?<v>(?:[^\"\\\\\\n]|\\\\.)*+)\"";
  private static final String QUOTED_TWICE =
      "\\\\\"(?<v>(?:[^\"\\\\\\n]|\\\\\\\\\\\\\\\\|\\\\\\\\\\\\\"|\\\\\\\\[a-zA-Z/])*+)\\\\\"";
  private static final String QUOTED_ONCE = "'(?<v>[^'\\n]*+)'";
  // A backslash belongs to the value unless it escapes what a file of JSON escapes.
  private static final String WORD =
      "(?<v>[^\\s\"'&;|<>()\\\\](?:[^\\s\"'&;|<>()\\\\]|\\\\(?![nrtubf\"\\\\/]))*+)";

  private static final List<Shape> ALL = all();

  /** How a value is named that is secret for its name. */
  private record Name(String kind, String words, Predicate<String> harmless, String[] hints) {
    Shape shape(String regex) {
      return Shape.of(kind, regex, harmless).near(hints);
    }
  }

  private Shapes() {}

  static String redact(String text) {
    String lowered = text.toLowerCase(Locale.ROOT);
    String clean = text;
    for (Shape shape : ALL) {
      clean = shape.possibleIn(lowered) ? shape.redact(clean) : clean;
    }
    return clean;
  }

  private static List<Shape> all() {
    var all = new ArrayList<Shape>();
    keys(all);
    all.add(
        Shape.of("client key", "(?i)" + CLIENT + "\\\\*[\"']?: *\\\\*\"?(?<v>[\\w+/=]+)")
            .near("client-"));
    assigned(all, PASSWORD);
    assigned(all, TOKEN);
    assigned(all, KEY);
    // To the end of the line: only a password has blanks in it.
    all.add(PASSWORD.shape(line(PASSWORD, "(?<v>[^\\s|>\"'].*)$")));
    all.add(
        PASSWORD.shape(
            "(?i)(?:password|passwd|passphrase):[ \\t]*(?![|>][+-]?(?:\\s|\\\\|$))(?<v>[^\\s\"'\\]}\\\\]+)"));
    all.add(
        TOKEN.shape("(?i)(?:token|secret):[ \\t]+(?=[^\\s\"']*[0-9])(?<v>[^\\s\"'\\\\,;)]{8,})"));
    all.add(
        Shape.of(
                "password",
                "\\bcurl\\b[^\\n]*?\\s(?:-u|--user)[ =]*[\"']?[^\\s:\"'\\\\]+:(?<v>[^\\s\"'\\\\]+)")
            .near("curl"));
    all.add(Shape.of("password", "://[^/\\s:@\"'\\\\]*:(?<v>[^/\\s@\"']+)@").near("://"));
    headers(all);
    byThemselves(all);
    return List.copyOf(all);
  }

  private static void keys(List<Shape> all) {
    String kind = "private key";
    Predicate<String> never = text -> false;
    // Whole; cut off at its end; cut off at its beginning. With real line ends or escaped ones.
    all.add(
        Shape.of(
                kind,
                "(?s)(?<v>-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?:(?!-----BEGIN).){0,20000}?-----END [A-Z0-9 ]*PRIVATE KEY-----)",
                never)
            .near("key-----"));
    all.add(
        Shape.of(
                kind,
                "(?<v>-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?:(?:\\s|\\\\+[nr])*+[A-Za-z0-9+/=:,. -]{8,}+)*+)",
                never)
            .near("key-----"));
    all.add(
        Shape.of(
                kind,
                "(?<![A-Za-z0-9+/=])(?<v>(?:[A-Za-z0-9+/=]{16,128}+(?:\\s|\\\\+[nr])++){0,400}+[A-Za-z0-9+/=]*+(?:\\s|\\\\+[nr])*+-----END [A-Z0-9 ]*PRIVATE KEY-----)",
                never)
            .near("key-----"));
    // "-----BEGIN " in base64, unless CERTIFICATE follows, which everybody may read.
    all.add(
        Shape.of(kind, "(?<v>LS0tLS1CRUdJTi(?!BDRVJU)[A-Za-z0-9+/=]{20,}+)", never)
            .near("ls0tls1crudjti"));
  }

  private static void assigned(List<Shape> all, Name name) {
    String key = "(?i)" + name.words();
    String flag = "(?i)--[\\w-]{0,40}?" + name.words() + "[ \\t]+";
    for (String value : List.of(QUOTED, QUOTED_TWICE, QUOTED_ONCE)) {
      all.add(name.shape(key + "\\\\*[\"']?[ \\t]*[:=][ \\t]*" + value));
      all.add(name.shape(flag + value));
    }
    all.add(name.shape(key + "[ \\t]*=[ \\t]*" + WORD));
    all.add(name.shape(flag + "(?!-)" + WORD));
    all.add(name.shape(line(name, "(?<v>[^\\s|>\"'{\\[]\\S*)[ \\t]*$")));
    all.add(name.shape("(?i)\\w-" + name.words() + ":[ \\t]+(?<v>[^\\s\"'\\\\]{6,})(?=[\"'\\\\])"));
    all.add(name.shape(block(name)));
  }

  /** The value on one line of YAML, or of headers as curl shows them. */
  private static String line(Name name, String value) {
    return "(?im)^[ \\t<>*-]*[\"']?[\\w./-]{0,60}?" + name.words() + "[\"']?:[ \\t]+" + value;
  }

  /** A block of YAML below the name. */
  private static String block(Name name) {
    return "(?im)^(?<i>[ \\t]*)[\"']?[\\w.-]{0,60}?"
        + name.words()
        + "[\"']?:[ \\t]*[|>][+-]?[ \\t]*\\n(?<v>\\k<i>[ \\t]+\\S.*(?:\\n\\k<i>[ \\t]+\\S.*)*)";
  }

  private static void headers(List<Shape> all) {
    all.add(
        Shape.of(
                "token",
                "(?i)authorization\\\\*[\"']?[ \\t]*[:=][ \\t]*\\\\*[\"']?(?:bearer|basic|token|digest)[ \\t]+(?<v>[^\\s\"'\\\\,}]+)")
            .near("authorization"));
    all.add(
        Shape.of(
                "token",
                "(?i)authorization\\\\*[\"']?[ \\t]*[:=][ \\t]*\\\\*[\"']?(?<v>[^\\s\"'\\\\,}]{16,})")
            .near("authorization"));
    all.add(
        Shape.of(
                "token",
                "(?i)\\b(?:bearer|basic)[ \\t]+(?=[A-Za-z._~+/-]*[0-9=])(?<v>[A-Za-z0-9._~+/=-]{12,})")
            .near("bearer", "basic"));
    all.add(
        Shape.of("cookie", "(?im)\\b(?:set-)?cookie\\\\*[\"']?:[ \\t]*(?<v>[^\\s\"'\\\\]+)")
            .near("cookie"));
    all.add(
        Shape.of("password", "\"auth\\\\*\"\\s*:\\s*\\\\*\"(?<v>[A-Za-z0-9+/=]{8,}+)(?=\\\\*\")")
            .near("\"auth"));
  }

  private static void byThemselves(List<Shape> all) {
    all.add(
        Shape.of(
                "token",
                "(?<v>\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?)")
            .near("eyj"));
    all.add(Shape.of("token", "(?<v>\\bZXlK[A-Za-z0-9+/]{40,}+=*)").near("zxlk"));
    all.add(
        Shape.of(
            "token",
            "(?<![\\w.-])(?=[a-z.]*[0-9])(?<v>[a-z0-9]{6}\\.[a-z0-9]{16})(?![\\w-]|\\.\\w)"));
    all.add(
        Shape.of(
                "certificate key",
                "(?i)certificate[- ]key\\b[^\\n0-9a-f]{0,12}(?:\\s|\\\\n)*(?<v>[0-9a-f]{64})\\b")
            .near("certificate"));
    all.add(
        Shape.of("AWS key", "\\b(?<v>A(?:KI|SI|ID|RO)A[A-Z0-9]{16})\\b")
            .near("akia", "asia", "aida", "aroa"));
    all.add(
        Shape.of(
            "AWS key",
            "(?<![A-Za-z0-9/+=_.:-])(?<v>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.-])",
            text -> !Entropy.likeRandom(text)));
  }
}
