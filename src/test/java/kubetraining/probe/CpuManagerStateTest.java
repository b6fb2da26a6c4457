package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CpuManagerStateTest {
  @Test
  void underThePolicyNoneNothingIsSharedOrGiven() {
    var state = CpuManagerState.parse("{\"policyName\":\"none\",\"defaultCpuSet\":\"\"}");

    assertThat(state.policy()).isEqualTo("none");
    assertThat(state.shared()).isEqualTo(CpuSet.NONE);
    assertThat(state.exclusive()).isEqualTo(CpuSet.NONE);
    assertThat(state.of("pod", "c", "449307")).isEmpty();
  }

  @Test
  void aRecordOfTodayIsByPodAndContainerWhateverNewerVersionsAdd() {
    var state =
        parse(
            """
            {"pod":{"c":"1","d":"3"}},"podEntries":{"pod":{"cpuSet":"6-7"}},"data":"{}","dataChecksum":4711
            """);

    assertThat(state.policy()).isEqualTo("static");
    assertThat(state.shared()).isEqualTo(CpuSet.parse("0"));
    assertThat(state.of("pod", "c", "449307")).contains(CpuSet.parse("1"));
    assertThat(state.of("pod", "other", "449307")).isEmpty();
    assertThat(state.of("another-pod", "c", "449307")).isEmpty();
    assertThat(state.exclusive()).isEqualTo(CpuSet.parse("1,3"));
    assertThat(state.givesTwice()).isFalse();
  }

  @Test
  void aRecordOf2018IsByTheIdOfTheContainer() {
    var state = parse("{\"449307\":\"1-2\"}");

    assertThat(state.of("pod", "c", "449307")).contains(CpuSet.parse("1-2"));
    assertThat(state.of("pod", "c", "9e6198")).isEmpty();
    assertThat(state.exclusive()).isEqualTo(CpuSet.parse("1-2"));
  }

  @Test
  void aCpuThatWasGivenTwiceIsNoticed() {
    assertThat(parse("{\"p\":{\"a\":\"1\"},\"q\":{\"b\":\"1\"}}").givesTwice()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cat: Permission denied | cat: Permission denied",
        "{\"entries\":{}} | without a policy",
        "{\"policyName\":\"static\",\"defaultCpuSet\":\"zero\"} | 'zero'"
      },
      quoteCharacter = '`')
  void aFileThatIsNoRecordIsShown(String file, String told) {
    assertThatThrownBy(() -> CpuManagerState.parse(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  private static CpuManagerState parse(String entries) {
    return CpuManagerState.parse(
        "{\"policyName\":\"static\",\"defaultCpuSet\":\"0\",\"entries\":" + entries + "}");
  }
}
