package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of kubelets: their configuration, counters and signs of life. */
final class KubeletProbeTest {
  private static final Instant STOP = Instant.parse("2026-11-23T13:29:17.882957Z");
  private static final KubeletProbe.Pulse DOWN =
      new KubeletProbe.Pulse("node4", false, "eade43", true, true, STOP, STOP.minusSeconds(3));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'none','systemReserved':{'memory':'20387380Ki'} | 0 | policy none, reserved: 0m for the system, 0m for the kubelet",
        "'static','systemReserved':{'cpu':'6'},'kubeReserved':{'cpu':'400m'} | 6400 | policy static, reserved: 6000m for the system, 400m for the kubelet",
        "'static','reservedSystemCPUs':'0-1','kubeReserved':{'cpu':'400m'} | 2000 | policy static, reserved: 0m for the system, 400m for the kubelet, CPUs 0-1 by name"
      },
      quoteCharacter = '`')
  void reservationsAddUpUnlessCpusAreReservedByName(String config, long reserved, String told) {
    var seen =
        KubeletProbe.Config.parse(
            Texts.of("{'kubeletconfig':{'cpuManagerPolicy':%s}}", config).replace('\'', '"'));

    assertThat(seen).hasToString(told).returns(reserved, KubeletProbe.Config::reserved);
  }

  @Test
  void whatIsNoConfigurationIsShown() {
    assertThatThrownBy(() -> KubeletProbe.Config.parse("no preferred addresses found"))
        .hasMessageContaining("no preferred addresses found");
    assertThatThrownBy(() -> KubeletProbe.Config.parse("{\"kubeletconfig\":{}}"))
        .hasMessageContaining("cpuManagerPolicy");
  }

  @Test
  void aCpuThatIsReservedInPartCannotBeGivenAway() {
    var tutorial = new KubeletProbe.Budget("node4", 2000, 0, 400);
    assertThat(tutorial.offered()).isEqualTo(1600);
    assertThat(tutorial.whole()).isEqualTo(1);
    assertThat(tutorial)
        .hasToString(
            "node4 has 2000m of CPU; minus 0m for the system and 400m for the kubelet, that leaves 1600m");

    assertThat(new KubeletProbe.Budget("node4", 8000, 6000, 400).whole())
        .as("cut to two")
        .isEqualTo(1);
    assertThat(new KubeletProbe.Budget("node4", 16000, 0, 400).whole()).isEqualTo(15);
    assertThat(new KubeletProbe.Budget("node4", 2000, 2000, 400).whole())
        .as("all reserved")
        .isZero();
  }

  @Test
  void countersAreReadFromAmongManyMetrics() {
    var seen =
        KubeletProbe.Counters.parse(
            """
            # HELP kubelet_cpu_manager_exclusive_cpu_allocation_count [ALPHA] The total number
            # TYPE kubelet_cpu_manager_exclusive_cpu_allocation_count gauge
            kubelet_cpu_manager_exclusive_cpu_allocation_count 1
            kubelet_cpu_manager_pinning_errors_total 0
            kubelet_cpu_manager_pinning_requests_total 1.2e+01
            """);

    assertThat(seen).isEqualTo(new KubeletProbe.Counters(1, 12, 0));
    assertThatThrownBy(() -> KubeletProbe.Counters.parse("kubelet_node_name 1\n"))
        .hasMessageContaining("kubelet_cpu_manager_exclusive_cpu_allocation_count");
  }

  @Test
  void aKubeletIsWellOnlyByNewsOfItsOwn() {
    var later = STOP.plusMillis(300);
    var well = new KubeletProbe.Pulse("node4", true, "77aa01", true, true, later, STOP);

    assertThat(well.wellSince(DOWN)).isTrue();
    assertThat(pulse(false, "77aa01", true, later).wellSince(DOWN)).as("no answer").isFalse();
    assertThat(pulse(true, "eade43", true, later).wellSince(DOWN)).as("same start").isFalse();
    assertThat(pulse(true, "77aa01", false, later).wellSince(DOWN)).as("not Ready").isFalse();
    assertThat(pulse(true, "77aa01", true, STOP).wellSince(DOWN)).as("old lease").isFalse();
  }

  private static KubeletProbe.Pulse pulse(
      boolean answers, String start, boolean ready, Instant renewed) {
    return new KubeletProbe.Pulse("node4", answers, start, ready, true, renewed, STOP);
  }
}
