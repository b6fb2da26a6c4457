package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

final class CpuUseTest {
  private static final CpuSet OWN = CpuSet.parse("1");
  private static final String MASKS = "may\n10 1\n20 0-1\n30 1\n";

  @Test
  void whoHasACpuAloneUsesIt() {
    var seen =
        CpuUse.parse(
            "10 11\n" + look(1, "10 0 5 5 1 perl") + look(2, "10 0 30 10 1 perl") + MASKS, OWN);

    assertThat(seen.own()).isEqualTo(0.3);
    assertThat(seen.others()).isEmpty();
    assertThat(seen.alone()).isTrue();
    assertThat(seen)
        .hasToString("in 1.0 s the container used 30 % of a CPU there, others: nothing");
  }

  @Test
  void whoeverElseUsesItIsNamed() {
    var seen =
        CpuUse.parse(
            "10\n"
                + look(1, "10 0 0 0 1 perl", "30 0 100 0 1 my (own) yes")
                + look(2, "10 0 1 0 1 perl", "30 0 190 5 1 my (own) yes")
                + MASKS,
            OWN);

    assertThat(seen.alone()).isFalse();
    assertThat(seen.bound(OWN))
        .hasValueSatisfying(each -> assertThat(each.thread()).isEqualTo("30"));
    assertThat(seen.others()).hasToString("[my (own) yes (thread 30, may use 1): 95 %]");
  }

  @Test
  void aProgramOfTheMachineMayPassByButNotStay() {
    assertThat(daemon("0", "0", "8").alone()).as("elsewhere").isTrue();
    assertThat(daemon("1", "0", "8").alone()).as("little").isTrue();
    assertThat(daemon("1", "0", "50").alone()).as("much").isFalse();
    assertThat(daemon("1", "0", "50").bound(OWN)).as("it may go elsewhere").isEmpty();
  }

  @Test
  void manyWhoUseALittleUseMuch() {
    var seen =
        CpuUse.parse(
            "10\n"
                + look(1, "10 0 0 0 1 p", "20 0 0 0 1 a", "21 0 0 0 1 a")
                + look(2, "10 0 1 0 1 p", "20 0 6 0 1 a", "21 0 6 0 1 a")
                + MASKS,
            OWN);

    assertThat(seen.alone()).isFalse();
  }

  @Test
  void theKernelsOwnThreadsDoNotCount() {
    var seen =
        CpuUse.parse(
            "10\n"
                + look(1, "10 0 0 0 1 perl", "30 69238848 0 0 1 ksoftirqd/1")
                + look(2, "10 0 1 0 1 perl", "30 69238848 90 0 1 ksoftirqd/1")
                + MASKS,
            OWN);

    assertThat(seen.others()).isEmpty();
  }

  @Test
  void aLookThatDoesNotSeeTheContainerProvesNothing() {
    assertThatThrownBy(() -> CpuUse.parse("10\n" + look(1, "20 0 0 0 1 a") + look(2) + MASKS, OWN))
        .hasMessageContaining("no thread of the container, [10], is among those of its machine");
  }

  private static CpuUse daemon(String cpu, String before, String after) {
    return CpuUse.parse(
        "10\n"
            + look(1, "10 0 0 0 1 perl", Texts.of("20 0 %s 0 %s kubelet", before, cpu))
            + look(2, "10 0 1 0 1 perl", Texts.of("20 0 %s 0 %s kubelet", after, cpu))
            + MASKS,
        OWN);
  }

  private static String look(int at, String... threads) {
    return Texts.of(
        "at %d.00\n%s", at, threads.length == 0 ? "" : String.join("\n", threads) + "\n");
  }
}
