package kubetraining.judge;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/**
 * What an assertion expected and what it saw, as far as it can be told apart.
 *
 * @param expected empty if the message says all
 * @param seen what was seen; if it cannot be told apart, all that was said
 */
record AssertionWords(String expected, String seen) {
  // "[description] Expecting actual: SEEN to contain: ...", over several lines.
  private static final Pattern EXPECTING =
      Pattern.compile(
          "(?s)^(?:\\[(?<about>.*?)\\]\\s*)?Expecting(?: actual)?(?<of>[^:\\n]*):\\s*\\n(?<seen>.*?)\\n(?<claim>(?:not )?(?:to |all|any|none|at least|at most|exactly|but )[^\\n]*.*)$");

  private static final Pattern ABOUT = Pattern.compile("(?s)^\\[(?<about>.*?)\\]\\s*\\n");

  static AssertionWords of(AssertionError error) {
    String message = Objects.requireNonNullElse(error.getMessage(), error.toString()).strip();
    Matcher said = EXPECTING.matcher(message);
    if (said.find()) {
      return new AssertionWords(
          joined(Objects.requireNonNullElse(said.group("about"), ""), said.group("claim")),
          said.group("seen").strip());
    }
    if (error instanceof AssertionFailedError failed
        && failed.isExpectedDefined()
        && failed.isActualDefined()) {
      Matcher about = ABOUT.matcher(message);
      return new AssertionWords(
          valued(words(failed.getExpected()), about.find() ? about.group("about") : ""),
          words(failed.getActual()));
    }
    return new AssertionWords("", message);
  }

  private static String joined(String about, String claim) {
    return about.isBlank() ? claim.strip() : about.strip() + ": " + claim.strip();
  }

  // The value first: what it is about may be long, and tell how it came to be.
  private static String valued(String value, String about) {
    return about.isBlank() ? value : Texts.of("%s (%s)", value, about.strip());
  }

  private static String words(ValueWrapper value) {
    return Objects.requireNonNullElse(value.getStringRepresentation(), "null");
  }
}
