package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Run by name only, in the Maven that {@link LanguageTest} starts, to see that it took hold. */
final class PersianComputer {
  @Test
  void theTestsAreRunInPersian() {
    assertThat(String.format(Locale.getDefault(), "%d", 42)).isEqualTo("\u06f4\u06f2");
  }
}
