package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kubetraining.artifact.recipe.Wanted;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFolder;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CloudsTest {
  @TempDir Path home;

  @Test
  void whatMachinesWereGivenIsKnownUntilOtherThingsAreWantedOrFromElsewhere() throws IOException {
    var auto = TrainingConfig.of(Map.of(), home);
    Files.createDirectory(home.resolve("artifacts"));
    var folder = LabFolder.of(home, "training");
    folder.create();
    var spark = Wanted.of(List.of("@spark"));
    assertThat(clouds(auto, spark).isTaught(folder)).isFalse();

    clouds(auto, spark).taught(folder);
    assertThat(clouds(auto, spark).isTaught(folder)).isTrue();
    assertThat(clouds(auto, Wanted.EVERYTHING).isTaught(folder)).isFalse();
    var registries = TrainingConfig.of(Map.of("artifacts.source", "registries"), home);
    assertThat(clouds(registries, spark).isTaught(folder)).isFalse();
  }

  private static Clouds clouds(TrainingConfig config, Wanted wanted) {
    return new Clouds(config, () -> wanted, Progress.SILENT, new Waits());
  }
}
