package kubetraining.lab.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import kubetraining.lab.LabUnavailableException;
import org.junit.jupiter.api.Test;

final class FreeRangeTest {
  private static List<Ipv4Range> ranges(String... texts) {
    return Stream.of(texts).map(Ipv4Range::parse).toList();
  }

  @Test
  void nothingTakenGivesTheRangeOfTheGuide() {
    assertThat(FreeRange.choose(List.of())).hasToString("10.42.0.0/16");
  }

  @Test
  void aTakenRangeIsPassedOverEvenIfOnlyAPartOfItIsTaken() {
    assertThat(FreeRange.choose(ranges("10.42.7.0/24", "10.43.0.0/16")))
        .hasToString("10.44.0.0/16");
  }

  @Test
  void podsAndServicesOfTheClusterKeepTheirRanges() {
    var taken = Stream.iterate(42, i -> i < 96, i -> i + 1).map("10.%d.0.0/16"::formatted);
    assertThat(FreeRange.choose(taken.map(Ipv4Range::parse).toList()))
        .as("10.96.0.0/12 ends at 10.111")
        .hasToString("10.112.0.0/16");
  }

  @Test
  void whereAllOfTenIsRoutedAnotherPrivateRangeIsTaken() {
    assertThat(FreeRange.choose(ranges("10.0.0.0/8"))).hasToString("172.18.0.0/16");
    assertThat(FreeRange.choose(ranges("10.0.0.0/8", "172.16.0.0/12")))
        .hasToString("192.168.0.0/16");
  }

  @Test
  void whereNoRangeIsFreeTheMessageSaysWhatToDo() {
    assertThatThrownBy(
            () -> FreeRange.choose(ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.1.0/24")))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("192.168.1.0/24")
        .hasMessageContaining("docker network prune");
  }

  @Test
  void theKernelsTableOfRoutesIsReadWithoutTheDefaultRoute() {
    var table =
        List.of(
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
            "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
            "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0",
            "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
            "tun0\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0");
    assertThat(FreeRange.parseRoutes(table).stream().map(Ipv4Range::toString))
        .containsExactly("172.17.0.0/16", "192.0.2.0/24", "10.0.0.0/8");
  }

  @Test
  void rangesOverlapWhenOneHoldsTheOther() {
    var range = Ipv4Range.parse("10.42.0.0/16");
    assertThat(range.overlaps(Ipv4Range.parse("10.42.1.0/24"))).isTrue();
    assertThat(range.overlaps(Ipv4Range.parse("10.0.0.0/8"))).isTrue();
    assertThat(range.overlaps(Ipv4Range.parse("10.43.0.0/16"))).isFalse();
    assertThat(Ipv4Range.parse("10.42.1.0/24").gateway()).isEqualTo("10.42.1.1");
  }

  @Test
  void nonsenseIsNoRange() {
    assertThatThrownBy(() -> Ipv4Range.parse("10.42.0.0"))
        .hasMessageContaining("'10.42.0.0' is no IPv4 range");
    assertThatThrownBy(() -> Ipv4Range.parse("10.42.0.0/33")).hasMessageContaining("33");
  }
}
