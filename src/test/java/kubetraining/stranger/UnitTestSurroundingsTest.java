package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kubetraining.config.TrainingConfig;
import org.junit.jupiter.api.Test;

/** Nothing that is typed for the guide reaches a unit test, however it was typed. */
final class UnitTestSurroundingsTest {
  @Test
  void noSettingOfTheGuideIsHere() {
    assertThat(System.getProperties().stringPropertyNames())
        .noneMatch(name -> name.matches("(cucumber|lab|training|artifacts)(\\..*)?"));
    assertThat(System.getenv().keySet())
        .doesNotContainAnyElementsOf(TrainingConfig.variables())
        .doesNotContainAnyElementsOf(List.of("CUCUMBER_FILTER_TAGS", "CUCUMBER_FILTER_NAME"));
  }
}
