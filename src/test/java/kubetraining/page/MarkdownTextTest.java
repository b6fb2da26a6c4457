package kubetraining.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MarkdownTextTest {
  @Test
  void tablesAndCodeBecomeHtml() {
    assertThat(MarkdownText.html("| a | b |\n| - | - |\n| 1 | `x<y` |"))
        .contains("<table>", "<td>1</td>", "<code>x&lt;y</code>");
  }

  @Test
  void tagsAddressesOfScriptsAndPicturesDoNothing() {
    assertThat(
            MarkdownText.html(
                "Look <script>a()</script> [go](javascript:alert(1)) ![map](http://far.away/x.png)"))
        .contains("&lt;script&gt;", "[map: http://far.away/x.png]")
        .doesNotContain("<script", "<img", "javascript:");
  }

  @Test
  void headingsDoNotBreakTheOrderOfThePage() {
    assertThat(MarkdownText.html("# Large")).isEqualTo("<p class=\"heading\">Large</p>\n");
  }

  @Test
  void hintsAndErrataAreMarked() {
    String prose = "Do it.\n\n**If it fails**, look.\n\n**Erratum E7.** It was `rm`.";

    assertThat(MarkdownText.html(prose)).contains("<p class=\"hint\">", "<p class=\"erratum\">");
  }
}
