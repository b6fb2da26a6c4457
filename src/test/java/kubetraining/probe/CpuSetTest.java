package kubetraining.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CpuSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|1", "0-1|2", "0-1,4|3", "0,2-7,9|8", "0-3,64-127|68"})
  void theKernelsListIsReadAndWrittenAlike(String list, int size) {
    assertThat(CpuSet.parse(list + "\n")).hasToString(list).returns(size, CpuSet::size);
  }

  @Test
  void neighboursAreWrittenAsARange() {
    assertThat(CpuSet.parse("3,1,2,0,7")).hasToString("0-3,7").isEqualTo(CpuSet.parse("0-3,7"));
  }

  @Test
  void anEmptyTextIsTheEmptySet() {
    assertThat(CpuSet.parse(" \n")).isEqualTo(CpuSet.NONE).hasToString("no CPU");
    assertThat(CpuSet.NONE.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "0-", "-1", "0,,1", "0 1", "3-1", "0-10:2/4", "0x3"})
  void whatIsNoListIsRefused(String text) {
    assertThatThrownBy(() -> CpuSet.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void setsAreAddedTakenAwayAndCompared() {
    var online = CpuSet.parse("0-7");
    var own = CpuSet.parse("2,5");
    var rest = online.minus(own);

    assertThat(rest).hasToString("0-1,3-4,6-7");
    assertThat(CpuSet.union(List.of(rest, own))).isEqualTo(online);
    assertThat(own.within(online)).isTrue();
    assertThat(online.within(own)).isFalse();
    assertThat(own.disjointFrom(rest)).isTrue();
    assertThat(own.disjointFrom(CpuSet.parse("5-6"))).isFalse();
    assertThat(CpuSet.union(List.of())).isEqualTo(CpuSet.NONE);
  }
}
