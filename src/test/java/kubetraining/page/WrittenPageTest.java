package kubetraining.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kubetraining.host.Chromium;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole page of a run that somebody has made, card by card with all details open. This takes
 * minutes, so it is done on demand only: {@code -Dtest=WrittenPageTest -Dpage.file=...}.
 */
@EnabledIfSystemProperty(named = "page.file", matches = ".+")
final class WrittenPageTest {
  private static final long LARGEST = 3L << 20;

  @Test
  void itIsQuietAccessibleAndAlone() throws IOException {
    Path page = Path.of(System.getProperty("page.file")).toAbsolutePath();
    assertThat(Files.size(page)).isLessThan(LARGEST);
    var violations = new ArrayList<String>();
    try (var chrome = new Chrome(Chromium.program().orElseThrow())) {
      var axe = new Axe(chrome);
      for (boolean dark : List.of(false, true)) {
        chrome.look(360, 900, dark);
        chrome.open(page.toUri().toString());
        violations.addAll(axe.violations("html"));
        chrome.openAllDetails();
        int cards = chrome.eval("document.querySelectorAll('article.card').length").asInt();
        assertThat(cards).isPositive();
        for (int i = 0; i < cards; i++) {
          chrome.eval(
              Texts.of("document.querySelectorAll('article.card')[%d].dataset.axe = '%d'", i, i));
          violations.addAll(axe.violations(Texts.of("article.card[data-axe='%d']", i)));
        }
        assertThat(chrome.requests()).isEmpty();
        assertThat(chrome.complaints()).isEmpty();
      }
    }
    assertThat(violations).isEmpty();
  }
}
