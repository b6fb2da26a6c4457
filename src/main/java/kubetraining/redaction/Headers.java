package kubetraining.redaction;

import java.util.List;

/** What a request carries to log in, in its headers and in its address. */
final class Headers {
  private static final String AUTHORIZATION =
      "(?i)authorization\\\\*[\"']?[ \\t]*[:=][ \\t]*\\[?\\\\*[\"']?";

  private Headers() {}

  static void addTo(List<Shape> all) {
    authorization(all);
    cookies(all);
    addresses(all);
  }

  private static void authorization(List<Shape> all) {
    // These have more than one value, some in quotes.
    all.add(
        Shape.of(
                "token",
                AUTHORIZATION + "(?:digest|oauth|hawk|aws4-[a-z0-9-]+)[ \\t]+(?<v>[^\\n'\\\\]+)")
            .near("authorization"));
    all.add(
        Shape.of(
                "token",
                AUTHORIZATION
                    + "(?:bearer|basic|token|negotiate|ntlm|api-?key|key|splunk)[ \\t]+(?<v>[^\\s\"'\\\\,}]+)")
            .near("authorization"));
    all.add(Shape.of("token", AUTHORIZATION + "(?<v>[^\\s\"'\\\\,}]{16,})").near("authorization"));
    all.add(
        Shape.of(
                "token",
                "(?i)\\b(?:bearer|basic)[ \\t]+(?=[A-Za-z._~+/-]*[0-9=])(?<v>[A-Za-z0-9._~+/=-]{12,})")
            .near("bearer", "basic"));
    all.add(
        Shape.of("password", "\"auth\\\\*\"\\s*:\\s*\\\\*\"(?<v>[A-Za-z0-9+/=]{8,}+)(?=\\\\*\")")
            .near("\"auth"));
  }

  /** All cookies of a header, and all that stands behind them. */
  private static void cookies(List<Shape> all) {
    String name = "\\b(?:set-)?cookie2?";
    String[] values = {
      "(?im)^[ \\t<>*]*" + name + ":[ \\t]*(?<v>\\S.*)$",
      "(?i)\"" + name + ":[ \\t]*(?<v>(?:[^\"\\\\\\n]|\\\\.)++)",
      "(?i)'" + name + ":[ \\t]*(?<v>[^'\\n]++)",
      "(?i)"
          + name
          + "\\\\*[\"']?[ \\t]*[:=][ \\t]*\\[\\s*\\\\*[\"']?(?<v>[^\\]\\n]*?)\\\\*[\"']?\\s*\\]",
      "(?i)" + name + "\\\\*[\"']?[ \\t]*:[ \\t]*\\\\*[\"']?(?<v>[^\\n\"'\\\\\\[]+)",
      "(?i)" + name + "=\\\\*[\"']?(?<v>[^\\s\"'\\\\\\[]+=[^\\n\"'\\\\]+)",
      "(?i)\\bcurl\\b[^\\n]{0,2000}?\\s(?:-b|--cookie)[ =]*[\"'](?<v>[^\"'\\n]+=[^\"'\\n]*)",
      "(?i)\\bcurl\\b[^\\n]{0,2000}?\\s(?:-b|--cookie)[ =]*(?<v>[^\\s\"']+=[^\\s\"']*)"
    };
    for (String value : values) {
      all.add(Shape.of("cookie", value).near(value.contains("-b|") ? "curl" : "cookie"));
    }
    all.add(
        Shape.of(
                "cookie",
                "(?m)^\\S+\\t(?:TRUE|FALSE)\\t\\S*\\t(?:TRUE|FALSE)\\t\\d+\\t[^\\t\\n]+\\t(?<v>\\S+)$")
            .near("true\t", "false\t"));
  }

  private static void addresses(List<Shape> all) {
    // A password may hold an @, and even a slash; a port does not.
    all.add(
        Shape.of(
                "password",
                "://[^/\\s:@\"'\\\\]{0,200}+:(?<v>[^/?#\\s\"'<>]{1,300}(?=@)|(?![0-9]{1,5}(?:[/?#]|$))[^\\s\"'<>@]{1,300}(?=@))@")
            .near("://"));
    all.add(Shape.of("token", "://(?<v>(?=[\\w-]*[0-9])[\\w-]{20,300})@").near("://"));
    all.add(
        Shape.of(
                "password",
                "(?<![\\w/.:@-])[\\w.+-]{1,60}:(?<v>[^\\s\"'/\\\\]{1,200})@(?!sha(?:256|512):)(?=[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,9}(?::[0-9]{2,5}\\b|\\.[a-z]{2,20}\\b))")
            .near("@"));
    all.add(
        Shape.of(
                "key",
                "(?i)[?&](?:key|sig|x-amz-signature|x-goog-signature)=(?<v>[\\w%+/=.~-]{16,})")
            .near("key=", "sig=", "signature="));
    all.add(
        Shape.of(
                "token",
                "(?i)(?:hooks\\.slack\\.com/(?:services|workflows|triggers)|discord(?:app)?\\.com/api/webhooks|\\.webhook\\.office\\.com/webhookb2|chat\\.googleapis\\.com/v1/spaces)/(?<v>[\\w/@.%-]{20,})")
            .near("hooks.slack", "webhook", "chat.googleapis"));
  }
}
