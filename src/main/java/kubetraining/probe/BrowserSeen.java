package kubetraining.probe;

import kubetraining.host.Texts;
import org.jsoup.Jsoup;

/**
 * What a browser showed of a page, after the page's own programs had run.
 *
 * @param html the page as it was in the end; empty if there was none in time
 * @param picture the picture of it, as PNG; empty if there was none in time
 * @param trouble why there is no page, or empty
 */
public record BrowserSeen(String url, String html, byte[] picture, String trouble) {
  private static final int SHORT = 300;

  /** Whether there is a page at all. */
  public boolean came() {
    return !html.isEmpty();
  }

  /** What the tab of the browser is named. */
  public String title() {
    return Jsoup.parse(html).title();
  }

  /** All words of the page, in their order. */
  public String text() {
    var page = Jsoup.parse(html);
    page.select("script, style, template, noscript").remove();
    return page.body().text();
  }

  /** Whether the page shows these words. */
  public boolean shows(String words) {
    return text().contains(words);
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
