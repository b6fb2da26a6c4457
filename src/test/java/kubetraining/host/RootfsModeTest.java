package kubetraining.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RootfsModeTest {
  @Test
  void subordinateUsersAreThoseThatNobodyHas() {
    assertThat(
            RootfsMode.firstFree(Stream.of("ann:100000:65536", "bob:165536:65536", "#", "x:y:z")))
        .isEqualTo(231072);
    assertThat(RootfsMode.firstFree(Stream.empty())).isEqualTo(100000);
  }
}
