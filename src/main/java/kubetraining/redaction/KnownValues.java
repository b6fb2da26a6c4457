package kubetraining.redaction;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets that somebody named, each also as it looks encoded. */
final class KnownValues {
  private static final int SHORTEST = 8;
  private static final int SHORTEST_LINE = 20;
  private static final Pattern NAME_OF_SECRET =
      Pattern.compile(
          "(?i).*(PASSWORD|PASSWD|PASSPHRASE|SECRET|SECRET_ACCESS_KEY|TOKEN|API_?KEY|PRIVATE_KEY)");
  private static final Pattern NAME_OF_PROXY = Pattern.compile("(?i).*_PROXY");
  // The password of http://user:password@proxy:3128; it may have any sign in it.
  private static final Pattern LOGIN =
      Pattern.compile("^(?:[a-zA-Z0-9+.-]+://)?[^:@]*:(.+)@[^@]+$");
  private final Set<String> values = ConcurrentHashMap.newKeySet();
  private volatile List<String> longestFirst = List.of();

  /** What the variables of a shell hold that are named like secrets. */
  KnownValues(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (NAME_OF_SECRET.matcher(name).matches() && !Harmless.key(value)) {
            add(value);
          }
          if (NAME_OF_PROXY.matcher(name).matches()) {
            Matcher login = LOGIN.matcher(value);
            if (login.find()) {
              add(login.group(1));
              add(URLDecoder.decode(harmlessly(login.group(1)), StandardCharsets.UTF_8));
            }
          }
        });
  }

  /** A plus and a percent sign that encodes nothing stand for themselves. */
  private static String harmlessly(String text) {
    return text.replace("+", "%2B").replaceAll("%(?![0-9a-fA-F]{2})", "%25");
  }

  void add(String value) {
    String text = value.strip();
    addWhole(text);
    // Of a key, any line alone gives away a part.
    text.lines()
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
        .forEach(values::add);
    longestFirst =
        values.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  private void addWhole(String text) {
    if (text.length() < SHORTEST || Harmless.documented(text)) {
      return;
    }
    values.add(text);
    values.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
    values.add(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    for (String each : List.of(text, text + "\n")) {
      byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
      values.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
      values.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
  }

  String redact(String text) {
    String clean = text;
    for (String value : longestFirst) {
      clean = clean.replace(value, Redaction.SECRET);
    }
    return clean;
  }

  int size() {
    return values.size();
  }
}
