package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;

import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

final class DnsProbeTest {
  private static final String HEAD = "75 84 %s 0 1 0 %d 0 0 0 0 ";

  @Test
  void theAddressIsTheEndOfTheAnswer() {
    assertThat(DnsProbe.address(" " + head("133 0", 1) + "1 97 0 0 1 0 1 10  96 3 7 "))
        .isEqualTo("10.96.3.7");
  }

  @Test
  void whatIsNoAddressIsToldInWords() {
    assertThat(DnsProbe.address("none")).isEqualTo("no answer");
    assertThat(DnsProbe.address("75 84")).isEqualTo("an answer that is cut off");
    assertThat(DnsProbe.address(head("133 3", 0) + "1 97 0 0 1 0 1")).isEqualTo("error 3");
    assertThat(DnsProbe.address(head("133 0", 0) + "1 97 0 0 1 0 1"))
        .isEqualTo("an answer without an address");
  }

  private static String head(String flags, int answers) {
    return Texts.of(HEAD, flags, answers);
  }
}
