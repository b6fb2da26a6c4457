package kubetraining.probe;

import java.util.regex.Pattern;
import kubetraining.host.Texts;

/**
 * What a browser showed of a page, after the page's own programs had run.
 *
 * @param html the page as it stood in the end; empty if there was none in time
 * @param picture the picture of it, as PNG; empty if there was none in time
 * @param trouble why there is no page, or empty
 */
public record BrowserSeen(String url, String html, byte[] picture, String trouble) {
  private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<!--.*?-->|<(script|style|head|template|noscript)\\b.*?</\\1\\s*>");
  private static final Pattern WITHIN_A_WORD =
      Pattern.compile("(?i)</?(a|b|code|em|i|mark|small|span|strong)\\b[^>]*>");
  private static final int SHORT = 300;

  /** Whether there is a page at all. */
  public boolean came() {
    return !html.isEmpty();
  }

  /** What the tab of the browser is named. */
  public String title() {
    var title = TITLE.matcher(html);
    return title.find() ? plain(title.group(1)) : "";
  }

  /** All words of the page, in their order. */
  public String text() {
    String seen = UNSEEN.matcher(html).replaceAll(" ");
    return plain(WITHIN_A_WORD.matcher(seen).replaceAll(""));
  }

  /** Whether the page shows these words. */
  public boolean shows(String words) {
    return text().contains(words);
  }

  /** A piece of a page as it is read, without what only shapes it. */
  static String plain(String text) {
    return text.replaceAll("<[^>]*>", " ")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replaceAll("[\\s\\u00a0]+", " ")
        .strip();
  }

  @Override
  public String toString() {
    if (!came()) {
      return Texts.of("no page from %s (%s)", url, trouble);
    }
    String text = text();
    return Texts.of(
        "page '%s' from %s: %s",
        title(), url, text.length() > SHORT ? text.substring(0, SHORT) + "..." : text);
  }
}
