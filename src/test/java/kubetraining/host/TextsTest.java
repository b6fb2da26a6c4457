package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TextsTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @Test
  void numbersAreTheSameInEveryLanguage() {
    for (String language : new String[] {"fa-IR", "ar-EG", "de-DE", "tr-TR", "en-US"}) {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(Texts.of("%d %.1f %,d %s", 42, 1.5, 12345, 7))
          .as(language)
          .isEqualTo("42 1.5 12,345 7");
    }
  }
}
