package kubetraining.lab.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kubetraining.host.ComputerNetworks.Taken;
import kubetraining.host.Ipv4Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FreeRangeTest {
  private static List<Taken> ranges(String... texts) {
    return Stream.of(texts)
        .flatMap(text -> Taken.of(text, "a route over tun0", "end the VPN").stream())
        .toList();
  }

  @Test
  void whatIsNoIpv4RangeTakesNothing() {
    assertThat(ranges("", "invalid Prefix", "fd00::/64", "10.42.0.0/33", "default/32")).isEmpty();
  }

  @Test
  void rangesOverlapWhenOneHoldsTheOther() {
    var range = Ipv4Range.parse("10.42.0.0/16");
    assertThat(range.overlaps(Ipv4Range.parse("10.42.1.0/24"))).isTrue();
    assertThat(range.overlaps(Ipv4Range.parse("10.0.0.0/8"))).isTrue();
    assertThat(range.overlaps(Ipv4Range.parse("10.43.0.0/16"))).isFalse();
    assertThat(range.labSubnet()).hasToString("10.42.1.0/24");
    assertThat(range.labSubnet().gateway()).isEqualTo("10.42.1.1");
    assertThat(Ipv4Range.parse("10.42.1.7/24")).hasToString("10.42.1.0/24");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing is taken                  |                                           | 10.42.0.0
          a part of the guide's is taken    | 10.42.7.0/24 10.43.0.0/16                 | 10.44.0.0
          routes to half the world count not| 0.0.0.0/0 0.0.0.0/1 128.0.0.0/1 8.0.0.0/7 | 10.42.0.0
          services keep 10.96 to 10.111     | 10.32.0.0/11 10.64.0.0/11                 | 10.112.0.0
          all of ten is routed              | 10.0.0.0/8                                | 172.18.0.0
          of the next, too                  | 10.0.0.0/8 172.16.0.0/12                  | 192.168.0.0
          a part of the last is taken       | 10.0.0.0/8 172.16.0.0/12 192.168.1.0/24   | 198.18.0.0
          """)
  void theFirstFreeRangeIsChosen(String why, @Nullable String taken, String chosen) {
    var ranges = taken == null ? List.<Taken>of() : ranges(taken.split(" "));
    assertThat(FreeRange.choose(ranges)).hasToString(chosen + "/16");
  }
}
