package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Environment;
import org.junit.jupiter.api.Test;

/** Nothing that is typed for the guide reaches a unit test, however it was typed. */
final class UnitTestSurroundingsTest {
  @Test
  void noSettingOfTheGuideIsHere() {
    assertThat(System.getProperties().stringPropertyNames())
        .noneMatch(name -> name.matches("(cucumber|lab|training|artifacts)(\\..*)?"));
    assertThat(Environment.ofProcess().variables().keySet())
        .doesNotContainAnyElementsOf(TrainingConfig.variables())
        .doesNotContainAnyElementsOf(List.of("CUCUMBER_FILTER_TAGS", "CUCUMBER_FILTER_NAME"));
  }
}
