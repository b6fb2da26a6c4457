package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CpuUseTest {
  private static final CpuSet OWN = CpuSet.parse("1");

  /** Threads of others by their number, flags, time, last CPU and name. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "nobody else; ; true; false; nothing",
        "one that is bound; 30 0 95 1 my (own) yes; false; true; [my (own) yes (thread 30, allowed CPUs 1): 95 %]",
        "a daemon elsewhere; 20 0 50 0 kubelet; true; false; nothing",
        "a daemon that passes by; 20 0 8 1 kubelet; true; false; [kubelet (thread 20, allowed CPUs 0-1): 8 %]",
        "a daemon that stays; 20 0 50 1 kubelet; false; false; [kubelet (thread 20, allowed CPUs 0-1): 50 %]",
        "many who use a little; 20 0 6 1 a|30 0 6 1 b; false; false; [a (thread 20, allowed CPUs 0-1): 6 %, b (thread 30, allowed CPUs 1): 6 %]",
        "a thread of the kernel; 30 69238848 90 1 ksoftirqd/1; true; false; nothing"
      })
  void whoeverElseUsesItIsNamed(
      String who, String threads, boolean alone, boolean bound, String told) {
    var seen = seen("10 0 30 1 perl" + (threads == null ? "" : "|" + threads));

    assertThat(seen.alone()).isEqualTo(alone);
    assertThat(seen.bound(OWN).isPresent()).isEqualTo(bound);
    assertThat(seen)
        .hasToString("in 1.0 s the container used 30 % of a CPU there; others used: " + told);
  }

  @Test
  void aLookThatDoesNotSeeTheContainerProvesNothing() {
    assertThatThrownBy(() -> seen("20 0 0 1 a"))
        .hasMessageContaining(
            "none of the container's threads, [10], is among those of its machine");
  }

  private static CpuUse seen(String threads) {
    return CpuUse.parse(
        "10\n" + look(1, threads, 0) + look(2, threads, 1) + "may\n10 1\n20 0-1\n30 1\n", OWN);
  }

  private static String look(int at, String threads, int times) {
    return Stream.of(threads.split("\\|"))
        .map(thread -> thread.split(" ", 5))
        .map(
            each ->
                Texts.of(
                    "%s %s %d 0 %s %s\n",
                    each[0], each[1], times * Integer.parseInt(each[2]), each[3], each[4]))
        .collect(Collectors.joining("", Texts.of("at %d.00\n", at), ""));
  }
}
