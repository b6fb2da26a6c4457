package kubetraining.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class HostFactsTest {
  @Test
  void readsAContainerWithoutTheRightToRaiseLimits() {
    assertThat(HostFacts.parse(Lab.FACTS)).isEqualTo(new HostFacts(1, false, 2, 24684084, true));
  }

  @Test
  void readsAnOrdinaryMachine() {
    assertThat(
            HostFacts.parse(
                "cgroup=cgroup2fs\ncapabilities=000001ffffffffff\ncpus=2\nmemory=4005432\n"
                    + "loopback=0\n"))
        .isEqualTo(new HostFacts(2, true, 2, 4005432, false));
  }

  @Test
  void showsWhatItCouldNotRead() {
    assertThatThrownBy(() -> HostFacts.parse("cgroup=tmpfs\ncpus=two\n"))
        .hasMessageContaining("cannot read what the machine is")
        .hasMessageContaining("cpus=two");
  }
}
