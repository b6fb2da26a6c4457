package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {
  @Test
  void whatCannotBeSeenOrGoesBackOverWhatStandsThereIsShown() {
    assertThat(Printable.of("a\u0000b\u001b[1m\u202e\u007f\ud800\n\tc \ud83d\ude00"))
        .isEqualTo("a\u2400b\u241b[1m\ufffd\u2421\ufffd\n\tc \ud83d\ude00");
    assertThat(Printable.of("one\r\ntwo NOT\rATTESTED WRONG\b\b"))
        .isEqualTo("one\r\ntwo NOT\u240dATTESTED WRONG\u2408\u2408");
  }

  @Test
  void aLineStaysOneAndWordsOfAllLanguagesAreLeftAlone() {
    assertThat(Printable.line("a\nATTESTED\r\n\u2028\u2029\u0085\u009b2J\tb"))
        .isEqualTo("a\u240aATTESTED\u240d\u240a\ufffd\ufffd\ufffd\ufffd2J\u2409b");
    String text = "\u00e4\u00df \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d \u4f60\u597d";
    assertThat(Printable.line(text)).isSameAs(text);
  }
}
