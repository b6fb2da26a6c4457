package kubetraining.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All shapes that secrets have in what machines, clusters and tools print. */
final class Shapes {
  // Where a word begins, if only after an escaped end of a line.
  private static final String WORD = "(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]))";

  /**
   * Whole; cut off at its end; cut off at its beginning. With real line ends or escaped ones. In
   * base64, unless CERTIFICATE follows, which everybody may read.
   */
  private static final String KEYS =
      """
      private key :: private key-----, private key block----- :: (?s)(?<v>HEAD(?:(?!-----BEGIN).){0,20000}?FOOT)
      private key :: private key-----, private key block----- :: (?<v>HEAD(?:(?:\\s|\\\\+[nr])*+[A-Za-z0-9+/=:,. -]{8,}+)*+)
      private key :: private key-----, private key block----- :: (?<![A-Za-z0-9+/=])(?<v>(?:[A-Za-z0-9+/=]{16,128}+(?:\\s|\\\\+[nr])++){0,400}+[A-Za-z0-9+/=]*+(?:\\s|\\\\+[nr])*+FOOT)
      private key :: ls0tls1crudjti :: (?<v>LS0tLS1CRUdJTi(?!BDRVJU)[A-Za-z0-9+/=]{20,}+)
      client key :: client- :: (?i)(?:client-key-data|client-certificate-data)\\\\*["']?: *\\\\*"?(?<v>[\\w+/=]+)
      """
          .replace("HEAD", "-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----")
          .replace("FOOT", "-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----");

  /** In quotes of both kinds, and without any: what is typed into commands without being named. */
  private static final String TYPED =
      """
      password :: login :: \\b(?:docker|podman|nerdctl|helm registry|skopeo|buildah|oras|crane)[^\\n|;]{0,200}?\\blogin\\b(?:[^\\n|;\\\\]|\\\\\\n|\\\\(?!n)){0,400}?\\s-p[ =]?ONE
      password :: sshpass :: \\bsshpass[ \\t]+-p[ \\t]?ONE
      password :: mysql :: \\bmysql(?:dump|admin)?\\b[^\\n|;]{0,200}?\\s-pONE
      password :: redis-cli :: \\bredis-cli\\b[^\\n|;]{0,200}?\\s-a[ \\t]+ONE
      password :: creds :: --(?:\\w+-)?creds[ =][ \\t]*ONE
      password :: password-stdin :: \\b(?:echo|printf)[ \\t]+(?:-\\w+[ \\t]+|'%s\\\\?n?'[ \\t]+)?ONE["']?[ \\t]*\\|[^\\n|]{0,200}--password-stdin
      password :: curl :: \\bcurl\\b[^\\n]{0,2000}?\\s(?:-u|--user)[ =]*LOGIN
      key :: configure :: \\baws[ \\t]+configure[ \\t]+set[ \\t]+\\S{0,60}(?:key|token)[ \\t]+ONE
      """;

  /** What a request carries to log in, in its headers and in its address. */
  private static final String HEADERS =
      """
      password :: pass: :: (?<![\\w-])-pass(?:in|out)[ \\t]+["']?pass:(?<v>[^\\s"']+)
      token :: authorization :: AUTHORIZATION(?:digest|oauth|hawk|aws4-[a-z0-9-]+)[ \\t]+(?<v>[^\\n'\\\\]+)
      token :: authorization :: AUTHORIZATION(?:bearer|basic|token|negotiate|ntlm|api-?key|key|splunk)[ \\t]+(?<v>[^\\s"'\\\\,}]+)
      token :: authorization :: AUTHORIZATION(?<v>[^\\s"'\\\\,}]{16,})
      token :: bearer, basic :: (?i)\\b(?:bearer|basic)[ \\t]+(?=[A-Za-z._~+/-]*[0-9=])(?<v>[A-Za-z0-9._~+/=-]{12,})
      password :: "auth :: "auth\\\\*"\\s*:\\s*\\\\*"(?<v>[A-Za-z0-9+/=]{8,}+)(?=\\\\*")
      cookie :: cookie :: (?im)^[ \\t<>*]*COOKIE:[ \\t]*(?<v>\\S.*)$
      cookie :: cookie :: (?i)"COOKIE:[ \\t]*(?<v>(?:[^"\\\\\\n]|\\\\.)++)
      cookie :: cookie :: (?i)'COOKIE:[ \\t]*(?<v>[^'\\n]++)
      cookie :: cookie :: (?i)COOKIE\\\\*["']?[ \\t]*[:=][ \\t]*\\[\\s*\\\\*["']?(?<v>[^\\]\\n]*?)\\\\*["']?\\s*\\]
      cookie :: cookie :: (?i)COOKIE\\\\*["']?[ \\t]*:[ \\t]*\\\\*["']?(?<v>[^\\n"'\\\\\\[]+)
      cookie :: cookie :: (?i)COOKIE=\\\\*["']?(?<v>[^\\s"'\\\\\\[]+=[^\\n"'\\\\]+)
      cookie :: curl :: (?i)\\bcurl\\b[^\\n]{0,2000}?\\s(?:-b|--cookie)[ =]*["'](?<v>[^"'\\n]+=[^"'\\n]*)
      cookie :: curl :: (?i)\\bcurl\\b[^\\n]{0,2000}?\\s(?:-b|--cookie)[ =]*(?<v>[^\\s"']+=[^\\s"']*)
      cookie :: true\t, false\t :: (?m)^\\S+\\t(?:TRUE|FALSE)\\t\\S*\\t(?:TRUE|FALSE)\\t\\d+\\t[^\\t\\n]+\\t(?<v>\\S+)$
      password :: :// :: ://[^/\\s:@"'\\\\]{0,200}+:(?<v>[^/?#\\s"'<>]{1,300}(?=@)|(?![0-9]{1,5}(?:[/?#]|$))[^\\s"'<>@]{1,300}(?=@))@
      token :: :// :: ://(?<v>(?=[\\w-]*[0-9])[\\w-]{20,300})@
      password :: @ :: (?<![\\w/.:@-])[\\w.+-]{1,60}:(?<v>[^\\s"'/\\\\]{1,200})@(?!sha(?:256|512):)(?=[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,9}(?::[0-9]{2,5}\\b|\\.[a-z]{2,20}\\b))
      key :: key=, sig=, signature= :: (?i)[?&](?:key|sig|x-amz-signature|x-goog-signature)=(?<v>[\\w%+/=.~-]{16,})
      token :: hooks.slack, webhook, chat.googleapis :: (?i)(?:hooks\\.slack\\.com/(?:services|workflows|triggers)|discord(?:app)?\\.com/api/webhooks|\\.webhook\\.office\\.com/webhookb2|chat\\.googleapis\\.com/v1/spaces)/(?<v>[\\w/@.%-]{20,})
      token :: eyj :: WORD(?<v>eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{8,}+(?:\\.[A-Za-z0-9_-]*+)?)
      token :: zxlk :: WORD(?<v>ZXlK[A-Za-z0-9+/]{40,}+=*)
      """
          .replace("AUTHORIZATION", "(?i)authorization\\\\*[\"']?[ \\t]*[:=][ \\t]*\\[?\\\\*[\"']?")
          .replace("COOKIE", "\\b(?:set-)?cookie2?");

  /** Tokens that tell who gave them out, but not by their first letters. */
  private static final String SERVICES =
      """
      certificate key :: certificate :: (?i)certificate[- ]key\\b[^\\n0-9a-f]{0,12}(?:\\s|\\\\n)*(?<v>[0-9a-f]{64})\\b
      AWS key :: akia, asia, aida, aroa, abia, acca :: WORD(?<v>A(?:KI|SI|ID|RO|BI|CC)A[A-Z0-9]{16})\\b
      token :: q~ :: (?:(?<![\\w~.-])|(?<=\\\\[nrt]))(?<v>[\\w~.]{3}[0-9]Q~[\\w~.-]{31,34})
      token :: .atlasv1. :: WORD(?<v>[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{60,})
      token :: _mmk :: WORD(?<v>[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk)\\b
      token :: -us :: WORD(?<v>[0-9a-f]{32}-us[0-9]{1,2})\\b
      token :: |, %7c :: WORD(?<v>[0-9]{15,16}(?:\\||%7C)[\\w-]{27,40})\\b
      token :: :a :: WORD(?<v>[0-9]{8,10}:AA?[\\w-]{33,35})(?![\\w-])
      token ::  :: WORD(?<v>[MNO][A-Za-z0-9_-]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,38})(?![\\w-])
      token :: s. :: WORD(?<v>s\\.(?=[A-Za-z]{0,23}[0-9])[A-Za-z0-9]{24})(?![\\w-])
      """;

  /** How many lines around a hint belong to it, where that is more than its own. */
  private static final Map<String, Integer> AROUND =
      Map.of("login", 4, "certificate", 1, "private key-----, private key block-----", 600);

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
    var all = new ArrayList<>(table(KEYS));
    Names.addTo(all);
    for (String one :
        List.of(
            "\\\\?\"(?<v>[^\"\\n\\\\]+)",
            "'(?<v>[^'\\n]+)",
            "(?<v>[^\\s\"'`\\\\-][^\\s\"'`\\\\]*)")) {
      var login = one.replace("(?<v>", "[^\\s:\"'\\\\]+:(?<v>");
      all.addAll(table(TYPED.replace("ONE", one).replace("LOGIN", login)));
    }
    all.addAll(table(HEADERS));
    all.add(
        Shape.of(
            "token",
            "(?:(?<![\\w.-])|(?<=\\\\[nrt]))(?=[a-z.]*[0-9])(?<v>[a-z0-9]{6}\\.[a-z0-9]{16})(?![\\w-]|\\.\\w)",
            Harmless::event));
    all.add(
        Shape.of(
            "AWS key",
            "(?:(?<![A-Za-z0-9/+=_.:-])|(?<=\\\\[nrt]))(?<v>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=_.-])",
            text -> !Harmless.likeRandom(text) || Encoded.readable(text)));
    all.addAll(table(SERVICES));
    return List.copyOf(all);
  }

  /** A line a shape: its kind, its hints, its pattern. */
  private static List<Shape> table(String rows) {
    return rows.lines().map(row -> row.split(" :: ", 3)).map(Shapes::shape).toList();
  }

  private static Shape shape(String[] row) {
    String[] hints = row[1].isEmpty() ? new String[0] : row[1].split(", ");
    Predicate<String> harmless = row[1].equals("configure") ? Harmless::key : Harmless::value;
    harmless = row[0].equals("private key") ? text -> false : harmless;
    String regex = row[2].replace("WORD", WORD);
    return Shape.of(row[0], regex, harmless, hints).around(AROUND.getOrDefault(row[1], 0));
  }
}
