package kubetraining.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All shapes that secrets have in what machines, clusters and tools print. */
final class Shapes {
  private static final String PASSWORD = "(?:password|passwd|passphrase|[_-]pass)";
  private static final String TOKEN = "(?:token|secret)";
  private static final String KEY =
      "(?:api[_-]?key|secret[_-]?key|access[_-]?key|private[_-]?key|encryption[_-]?key)";
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

  private Shapes() {}

  static String redact(String text) {
    String clean = text;
    for (Shape shape : ALL) {
      clean = shape.redact(clean);
    }
    return clean;
  }

  private static List<Shape> all() {
    var all = new ArrayList<Shape>();
    keys(all);
    all.add(Shape.of("client key", "(?i)" + CLIENT + "\\\\*[\"']?: *\\\\*\"?(?<v>[\\w+/=]+)"));
    assigned(all, "password", PASSWORD, Harmless::value);
    assigned(all, "token", TOKEN, Harmless::token);
    assigned(all, "key", KEY, Harmless::key);
    // To the end of the line: only a password has blanks in it.
    all.add(Shape.of("password", line(PASSWORD, "(?<v>[^\\s|>\"'].*)$")));
    all.add(
        Shape.of("password", "(?i)(?:password|passwd|passphrase):[ \\t]*(?<v>[^\\s\"'\\]}\\\\]+)"));
    all.add(
        Shape.of(
            "token", "(?i)(?:token|secret):[ \\t]+(?=[^\\s\"']*[0-9])(?<v>[^\\s\"'\\\\,;)]{8,})"));
    all.add(
        Shape.of(
            "password",
            "\\bcurl\\b[^\\n]*?\\s(?:-u|--user)[ =]*[\"']?[^\\s:\"'\\\\]+:(?<v>[^\\s\"'\\\\]+)"));
    all.add(Shape.of("password", "://[^/\\s:@\"'\\\\]*:(?<v>[^/\\s@\"']+)@"));
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
            never));
    all.add(
        Shape.of(
            kind,
            "(?<v>-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?:(?:\\s|\\\\+[nr])*+[A-Za-z0-9+/=:,. -]{8,}+)*+)",
            never));
    all.add(
        Shape.of(
            kind,
            "(?<![A-Za-z0-9+/=])(?<v>(?:[A-Za-z0-9+/=]{16,128}+(?:\\s|\\\\+[nr])++){0,400}+[A-Za-z0-9+/=]*+(?:\\s|\\\\+[nr])*+-----END [A-Z0-9 ]*PRIVATE KEY-----)",
            never));
    // "-----BEGIN " in base64, unless CERTIFICATE follows, which everybody may read.
    all.add(Shape.of(kind, "(?<v>LS0tLS1CRUdJTi(?!BDRVJU)[A-Za-z0-9+/=]{20,}+)", never));
  }

  private static void assigned(
      List<Shape> all, String kind, String name, Predicate<String> harmless) {
    String key = "(?i)" + name;
    for (String value : List.of(QUOTED, QUOTED_TWICE, QUOTED_ONCE)) {
      all.add(Shape.of(kind, key + "\\\\*[\"']?[ \\t]*[:=][ \\t]*" + value, harmless));
      all.add(Shape.of(kind, "(?i)--[\\w-]{0,40}?" + name + "[ \\t]+" + value, harmless));
    }
    all.add(Shape.of(kind, key + "[ \\t]*=[ \\t]*" + WORD, harmless));
    all.add(Shape.of(kind, "(?i)--[\\w-]{0,40}?" + name + "[ \\t]+(?!-)" + WORD, harmless));
    all.add(Shape.of(kind, line(name, "(?<v>[^\\s|>\"'{\\[]\\S*)[ \\t]*$"), harmless));
    all.add(
        Shape.of(
            kind, "(?i)\\w-" + name + ":[ \\t]+(?<v>[^\\s\"'\\\\]{6,})(?=[\"'\\\\])", harmless));
    all.add(Shape.of(kind, block(name), harmless));
  }

  /** The value on one line of YAML, or of headers as curl shows them. */
  private static String line(String name, String value) {
    return "(?im)^[ \\t<>*-]*[\"']?[\\w./-]{0,60}?" + name + "[\"']?:[ \\t]+" + value;
  }

  /** A block of YAML below the name. */
  private static String block(String name) {
    return "(?im)^(?<i>[ \\t]*)[\"']?[\\w.-]{0,60}?"
        + name
        + "[\"']?:[ \\t]*[|>][+-]?[ \\t]*\\n(?<v>\\k<i>[ \\t]+\\S.*(?:\\n\\k<i>[ \\t]+\\S.*)*)";
  }

  private static void headers(List<Shape> all) {
    all.add(
        Shape.of(
            "token",
            "(?i)authorization\\\\*[\"']?[ \\t]*[:=][ \\t]*\\\\*[\"']?(?:bearer|basic|token|digest)[ \\t]+(?<v>[^\\s\"'\\\\,}]+)"));
    all.add(
        Shape.of(
            "token",
            "(?i)authorization\\\\*[\"']?[ \\t]*[:=][ \\t]*\\\\*[\"']?(?<v>[^\\s\"'\\\\,}]{16,})"));
    all.add(
        Shape.of(
            "token",
            "(?i)\\b(?:bearer|basic)[ \\t]+(?=[A-Za-z._~+/-]*[0-9=])(?<v>[A-Za-z0-9._~+/=-]{12,})"));
    all.add(Shape.of("cookie", "(?im)\\b(?:set-)?cookie\\\\*[\"']?:[ \\t]*(?<v>[^\\s\"'\\\\]+)"));
    all.add(
        Shape.of("password", "\"auth\\\\*\"\\s*:\\s*\\\\*\"(?<v>[A-Za-z0-9+/=]{8,}+)(?=\\\\*\")"));
  }

  private static void byThemselves(List<Shape> all) {
    all.add(
        Shape.of(
            "token", "(?<v>\\beyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?)"));
    all.add(Shape.of("token", "(?<v>\\bZXlK[A-Za-z0-9+/]{40,}+=*)"));
    all.add(
        Shape.of(
            "token",
            "(?<![\\w.-])(?=[a-z.]*[0-9])(?<v>[a-z0-9]{6}\\.[a-z0-9]{16})(?![\\w-]|\\.\\w)"));
    all.add(
        Shape.of(
            "certificate key",
            "(?i)certificate[- ]key\\b[^\\n0-9a-f]{0,12}(?:\\s|\\\\n)*(?<v>[0-9a-f]{64})\\b"));
    all.add(Shape.of("AWS key", "\\b(?<v>A(?:KI|SI|ID|RO)A[A-Z0-9]{16})\\b"));
    all.add(
        Shape.of(
            "AWS key",
            "(?<![A-Za-z0-9/+=_.:-])(?<v>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.-])",
            text -> !Entropy.likeRandom(text)));
  }
}
