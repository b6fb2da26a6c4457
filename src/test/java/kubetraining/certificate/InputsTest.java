package kubetraining.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputsTest {
  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void write() throws IOException {
    run = new SampleRun(folder);
  }

  @Test
  void eachFileThatIsOtherwiseIsNamed() throws IOException {
    var inputs = run.inputs();
    run.write("manifests/hello.yaml", "kind: Pod\n");
    run.write("manifests/.hello.yaml.swp", "an editor's");
    assertThat(inputs.changes()).as("what is the same").isEmpty();
    String genuine = Files.readString(folder.resolve("features/01-lab.feature"));
    Files.delete(folder.resolve("features/03-spark.feature"));
    run.write("features/04-new.feature", "Feature: new\n");
    run.write("features/01-lab.feature", "Feature: other\n");
    run.write("manifests/hello.yaml", "kind: Job\n");
    run.write("classes/More.class", "");

    assertThat(inputs.changes())
        .containsExactly(
            "features/01-lab.feature was changed",
            "features/03-spark.feature was removed",
            "features/04-new.feature was added",
            "manifests/hello.yaml was changed",
            "program was changed");
    assertThat(new String(inputs.features().get("01-lab.feature"), StandardCharsets.UTF_8))
        .as("what the bundle holds")
        .isEqualTo(genuine);
  }

  @Test
  void aProgramMayBeOneFile() throws IOException {
    var places =
        new Inputs.Places(
            run.features(), Map.of(), Map.of("jar", folder.resolve("classes/Main.class")));
    var inputs = Inputs.read(places);
    assertThat(inputs.changes()).isEmpty();
    run.write("classes/Main.class", "other");

    assertThat(inputs.changes()).containsExactly("jar was changed");
  }
}
