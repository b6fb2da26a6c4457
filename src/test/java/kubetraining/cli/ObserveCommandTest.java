package kubetraining.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kubetraining.config.ConfigException;
import org.junit.jupiter.api.Test;

final class ObserveCommandTest {
  @Test
  void aSectionOrATagIsMeant() {
    assertThat(ObserveCommand.tags(List.of("section", "3"))).isEqualTo("@section-3");
    assertThat(ObserveCommand.tags(List.of("3"))).isEqualTo("@section-3");
    assertThat(ObserveCommand.tags(List.of("@spark"))).isEqualTo("@spark");
    assertThat(ObserveCommand.tags(List.of("spark"))).isEqualTo("@spark");
  }

  @Test
  void anythingElseIsRefusedWithAnExample() {
    assertThatThrownBy(() -> ObserveCommand.tags(List.of("section", "three")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("./training observe section 3");
    assertThatThrownBy(() -> ObserveCommand.tags(List.of("@a or", "@b")))
        .isInstanceOf(ConfigException.class);
  }
}
