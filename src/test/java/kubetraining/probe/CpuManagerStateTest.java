package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CpuManagerStateTest {
  private static final String POD = "1a1bbff8-4c20-4f0d-9565-211c46dad363";

  @Test
  void underThePolicyNoneNothingIsSharedOrGiven() {
    var state =
        CpuManagerState.parse(
            "{\"policyName\":\"none\",\"defaultCpuSet\":\"\",\"checksum\":1353318690}");

    assertThat(state.policy()).isEqualTo("none");
    assertThat(state.shared()).isEqualTo(CpuSet.NONE);
    assertThat(state.exclusive()).isEqualTo(CpuSet.NONE);
    assertThat(state.of(POD, "c", "449307")).isEmpty();
  }

  @Test
  void aRecordOfTodayIsByPodAndContainer() {
    var state =
        CpuManagerState.parse(
            """
            {"policyName":"static","defaultCpuSet":"0","entries":\
            {"1a1bbff8-4c20-4f0d-9565-211c46dad363":{"c":"1"}},"checksum":19859759}
            """);

    assertThat(state.policy()).isEqualTo("static");
    assertThat(state.shared()).isEqualTo(CpuSet.parse("0"));
    assertThat(state.of(POD, "c", "449307")).contains(CpuSet.parse("1"));
    assertThat(state.of(POD, "other", "449307")).isEmpty();
    assertThat(state.of("another-pod", "c", "449307")).isEmpty();
    assertThat(state.givesTwice()).isFalse();
  }

  @Test
  void aRecordOf2018IsByTheIdOfTheContainer() {
    var state =
        CpuManagerState.parse(
            "{\"policyName\":\"static\",\"defaultCpuSet\":\"0,3\",\"entries\":{\"449307\":\"1-2\"}}");

    assertThat(state.of(POD, "c", "449307")).contains(CpuSet.parse("1-2"));
    assertThat(state.of(POD, "c", "9e6198")).isEmpty();
    assertThat(state.exclusive()).isEqualTo(CpuSet.parse("1-2"));
  }

  @Test
  void whatNewerVersionsAddIsLeftAside() {
    var state =
        CpuManagerState.parse(
            """
            {"policyName":"static","defaultCpuSet":"0-5","entries":{"p":{"a":"6","b":"7"}},
             "podEntries":{"p":{"cpuSet":"6-7"}},"data":"{\\"policyName\\":\\"static\\"}",
             "dataChecksum":4711,"checksum":0}
            """);

    assertThat(state.exclusive()).isEqualTo(CpuSet.parse("6-7"));
    assertThat(state.entries()).hasSize(2);
  }

  @Test
  void aCpuThatWasGivenTwiceIsNoticed() {
    var state =
        CpuManagerState.parse(
            """
            {"policyName":"static","defaultCpuSet":"0","entries":{"p":{"a":"1"},"q":{"b":"1"}}}
            """);

    assertThat(state.givesTwice()).isTrue();
  }

  @Test
  void aFileThatIsNoRecordIsShown() {
    assertThatThrownBy(() -> CpuManagerState.parse("cat: Permission denied"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cat: Permission denied");
    assertThatThrownBy(() -> CpuManagerState.parse("{\"entries\":{}}"))
        .hasMessageContaining("without a policy");
    assertThatThrownBy(
            () -> CpuManagerState.parse("{\"policyName\":\"static\",\"defaultCpuSet\":\"zero\"}"))
        .hasMessageContaining("'zero'");
  }
}
