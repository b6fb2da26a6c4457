package kubetraining.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class KubernetesVersionTest {
  @Test
  void theReleaseThatLabsRunIsTheOneThatIsBuilt() throws IOException {
    var recipe =
        new ObjectMapper().readTree(Path.of("artifacts", "kubernetes", "recipe.json").toFile());
    assertThat(recipe.path("version").asText()).isEqualTo(TrainingConfig.KUBERNETES);
  }
}
