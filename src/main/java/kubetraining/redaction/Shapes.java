package kubetraining.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All shapes that secrets have in what machines, clusters and tools print. */
final class Shapes {
  private static final String CLIENT = "(?:client-key-data|client-certificate-data)";
  // Where a word begins, if only after an escaped end of a line.
  private static final String WORD = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))";
  private static final int EVERYWHERE = 600;
  static final List<Shape> ALL = all();

  private Shapes() {}

  static String redact(String text) {
    Shape.Both clean = Shape.Both.of(Tokens.redact(text));
    for (Shape shape : ALL) {
      clean = shape.redact(clean);
    }
    return clean.text().toString();
  }

  private static List<Shape> all() {
    var all = new ArrayList<Shape>();
    keys(all);
    all.add(
        Shape.of("client key", "(?i)" + CLIENT + "\\\\*[\"']?: *\\\\*\"?(?<v>[\\w+/=]+)")
            .near("client-"));
    NamedValues.addTo(all);
    typed(all);
    Headers.addTo(all);
    byThemselves(all);
    ofServices(all);
    return List.copyOf(all);
  }

  private static void keys(List<Shape> all) {
    String kind = "private key";
    Predicate<String> never = text -> false;
    // Whole; cut off at its end; cut off at its beginning. With real line ends or escaped ones.
    all.add(
        Shape.of(
                kind,
                "(?s)(?<v>-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:(?!-----BEGIN).){0,20000}?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----)",
                never)
            .near("private key-----", "private key block-----")
            .around(EVERYWHERE));
    all.add(
        Shape.of(
                kind,
                "(?<v>-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:(?:\\s|\\\\+[nr])*+[A-Za-z0-9+/=:,. -]{8,}+)*+)",
                never)
            .near("private key-----", "private key block-----")
            .around(EVERYWHERE));
    all.add(
        Shape.of(
                kind,
                "(?<![A-Za-z0-9+/=])(?<v>(?:[A-Za-z0-9+/=]{16,128}+(?:\\s|\\\\+[nr])++){0,400}+[A-Za-z0-9+/=]*+(?:\\s|\\\\+[nr])*+-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----)",
                never)
            .near("private key-----", "private key block-----")
            .around(EVERYWHERE));
    // "-----BEGIN " in base64, unless CERTIFICATE follows, which everybody may read.
    all.add(
        Shape.of(kind, "(?<v>LS0tLS1CRUdJTi(?!BDRVJU)[A-Za-z0-9+/=]{20,}+)", never)
            .near("ls0tls1crudjti"));
  }

  /** What is typed into commands without being named. */
  private static void typed(List<Shape> all) {
    for (String one :
        List.of(
            "\\\\?\"(?<v>[^\"\\n\\\\]+)",
            "'(?<v>[^'\\n]+)",
            "(?<v>[^\\s\"'`\\\\-][^\\s\"'`\\\\]*)")) {
      all.add(
          Shape.of(
                  "password",
                  "\\b(?:docker|podman|nerdctl|helm registry|skopeo|buildah|oras|crane)[^\\n|;]{0,200}?\\blogin\\b(?:[^\\n|;\\\\]|\\\\\\n|\\\\(?!n)){0,400}?\\s-p[ =]?"
                      + one)
              .near("login")
              .around(4));
      all.add(Shape.of("password", "\\bsshpass[ \\t]+-p[ \\t]?" + one).near("sshpass"));
      all.add(
          Shape.of("password", "\\bmysql(?:dump|admin)?\\b[^\\n|;]{0,200}?\\s-p" + one)
              .near("mysql"));
      all.add(
          Shape.of("password", "\\bredis-cli\\b[^\\n|;]{0,200}?\\s-a[ \\t]+" + one)
              .near("redis-cli"));
      all.add(Shape.of("password", "--(?:\\w+-)?creds[ =][ \\t]*" + one).near("creds"));
      all.add(
          Shape.of(
                  "password",
                  "\\b(?:echo|printf)[ \\t]+(?:-\\w+[ \\t]+|'%s\\\\?n?'[ \\t]+)?"
                      + one
                      + "[\"']?[ \\t]*\\|[^\\n|]{0,200}--password-stdin")
              .near("password-stdin"));
      all.add(
          Shape.of(
                  "password",
                  "\\bcurl\\b[^\\n]{0,2000}?\\s(?:-u|--user)[ =]*"
                      + one.replace("(?<v>", "[^\\s:\"'\\\\]+:(?<v>"))
              .near("curl"));
      all.add(
          Shape.of(
                  "key",
                  "\\baws[ \\t]+configure[ \\t]+set[ \\t]+\\S{0,60}(?:key|token)[ \\t]+" + one,
                  Harmless::key)
              .near("configure"));
    }
    all.add(
        Shape.of("password", "(?<![\\w-])-pass(?:in|out)[ \\t]+[\"']?pass:(?<v>[^\\s\"']+)")
            .near("pass:"));
  }

  private static void byThemselves(List<Shape> all) {
    all.add(
        Shape.of(
                "token",
                WORD + "(?<v>eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?)")
            .near("eyj"));
    all.add(Shape.of("token", WORD + "(?<v>ZXlK[A-Za-z0-9+/]{40,}+=*)").near("zxlk"));
    all.add(
        Shape.of(
            "token",
            "(?:(?<![\\w.-])|(?<=\\\\[nrt]))(?=[a-z.]*[0-9])(?<v>[a-z0-9]{6}\\.[a-z0-9]{16})(?![\\w-]|\\.\\w)",
            Harmless::event));
    all.add(
        Shape.of(
                "certificate key",
                "(?i)certificate[- ]key\\b[^\\n0-9a-f]{0,12}(?:\\s|\\\\n)*(?<v>[0-9a-f]{64})\\b")
            .near("certificate")
            .around(1));
    all.add(
        Shape.of("AWS key", WORD + "(?<v>A(?:KI|SI|ID|RO|BI|CC)A[A-Z0-9]{16})\\b")
            .near("akia", "asia", "aida", "aroa", "abia", "acca"));
    all.add(
        Shape.of(
            "AWS key",
            "(?:(?<![A-Za-z0-9/+=_.:-])|(?<=\\\\[nrt]))(?<v>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.-])",
            text -> !Entropy.likeRandom(text) || Encoded.readable(text)));
  }

  /** Tokens that tell who gave them out, but not by their first letters. */
  private static void ofServices(List<Shape> all) {
    all.add(
        Shape.of("token", "(?:(?<![\\w~.-])|(?<=\\\\[nrt]))(?<v>[\\w~.]{3}[0-9]Q~[\\w~.-]{31,34})")
            .near("q~"));
    all.add(
        Shape.of("token", WORD + "(?<v>[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,})")
            .near(".atlasv1."));
    all.add(Shape.of("token", WORD + "(?<v>[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)\\b").near("_mmk"));
    all.add(Shape.of("token", WORD + "(?<v>[0-9a-f]{32}-us[0-9]{1,2})\\b").near("-us"));
    all.add(
        Shape.of("token", WORD + "(?<v>[0-9]{15,16}(?:\\||%7C)[\\w-]{27,40})\\b").near("|", "%7c"));
    all.add(Shape.of("token", WORD + "(?<v>[0-9]{8,10}:AA?[\\w-]{33,35})(?![\\w-])").near(":a"));
    all.add(
        Shape.of(
            "token",
            WORD + "(?<v>[MNO][A-Za-z0-9_-]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,38})(?![\\w-])"));
    all.add(
        Shape.of("token", WORD + "(?<v>s\\.(?=[A-Za-z]{0,23}[0-9])[A-Za-z0-9]{24})(?![\\w-])")
            .near("s."));
  }
}
