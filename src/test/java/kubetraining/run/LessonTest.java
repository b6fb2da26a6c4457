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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LessonTest {
  @TempDir Path home;

  @Test
  void whatMachinesWereGivenIsKnownUntilOtherThingsAreWantedOrFromElsewhere() throws IOException {
    var auto = TrainingConfig.of(Map.of(), home);
    Files.createDirectory(home.resolve("artifacts"));
    var folder = LabFolder.of(home, "training");
    folder.create();
    var spark = new Lesson(folder, Wanted.of(List.of("@spark")), auto);
    assertThat(spark.isLearnt()).isFalse();

    spark.learnt();

    assertThat(new Lesson(folder, Wanted.of(List.of("@spark")), auto).isLearnt()).isTrue();
    assertThat(new Lesson(folder, Wanted.EVERYTHING, auto).isLearnt()).isFalse();
    var registries = TrainingConfig.of(Map.of("artifacts.source", "registries"), home);
    assertThat(new Lesson(folder, Wanted.of(List.of("@spark")), registries).isLearnt()).isFalse();
  }
}
