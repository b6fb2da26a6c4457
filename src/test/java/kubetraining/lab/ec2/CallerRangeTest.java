package kubetraining.lab.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import kubetraining.lab.LabUnavailableException;
import kubetraining.probe.WebAnswers;
import org.junit.jupiter.api.Test;

final class CallerRangeTest {

  @Test
  void aPublicAddressIsAskedForAndAnAnswerThatIsNoneIsNotBelieved() {
    assertThat(asSeenBy("203.0.113.7\n")).isEqualTo("203.0.113.7/32");
    for (String answer :
        new String[] {"<html>log in</html>", "2001:db8::1", "0.0.0.0/0", "300.1.1.1"}) {
      assertThatThrownBy(() -> asSeenBy(answer))
          .as("answer %s", answer)
          .isInstanceOf(LabUnavailableException.class)
          .hasMessageContaining("the public address of this computer")
          .hasMessageContaining("set the range in the settings");
    }
  }

  @Test
  void aFixedRangeIsOneOfAddressesAndStaysAsItIs() {
    assertThat(CallerRange.fixed("198.51.100.0/28").ofSubnetWith("10.42.1.1"))
        .isEqualTo("198.51.100.0/28");
    assertThatThrownBy(() -> CallerRange.fixed("office"))
        .hasMessageContaining("'office' is not a range of IPv4 addresses");
  }

  private static String asSeenBy(String answer) {
    try (var site = new WebAnswers()) {
      site.answer("/", 200, answer);
      return CallerRange.asSeenBy(URI.create(site.url())).ofSubnetWith("10.42.1.1");
    }
  }
}
