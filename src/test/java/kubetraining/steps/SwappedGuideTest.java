package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cucumber.java.Scenario;
import io.cucumber.plugin.ConcurrentEventListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.certificate.Verifier;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.Asked;
import kubetraining.outcomes.Stage;
import kubetraining.run.RunFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/** Somebody has other files run than those that are certified. Cucumber runs for real. */
final class SwappedGuideTest extends Stage {
  private static final String GENUINE =
      "@section-1\nFeature: 1. The lab\n\n  @essential\n  Scenario: It runs\n    Then \"a contradiction\" happens\n";
  private static final String EMPTY = GENUINE.replace("a contradiction", "nothing");
  @TempDir Path folder;
  private final List<String> happened = new ArrayList<>();
  private final Launcher launcher = LauncherFactory.create();
  private TestPlan plan;
  private Path feature;
  private Path zip;

  // The settings are those of a folder: the key of whoever runs the tests is not theirs to make.
  @BeforeEach
  void set() throws IOException {
    feature = folder.resolve("features/01-lab.feature");
    zip = folder.resolve("reports/certificate.zip");
    write(feature, GENUINE);
    write(folder.resolve("manifests/hello.yaml"), "kind: Pod\n");
    write(folder.resolve("artifacts/etcd/recipe.json"), "{}\n");
    opens(
        TrainingConfig.of(Map.of("training.challenge", "blue heron"), folder),
        folder.resolve("features"),
        folder.resolve("reports"),
        Asked.EVERYTHING,
        OutputStream.nullOutputStream());
  }

  @Test
  void whatIsLeftAloneIsCertified() throws IOException {
    write(feature, EMPTY);
    discover();
    execute();
    run.recorder().end();
    run.seal();

    assertThat(happened).containsExactly("nothing");
    assertThat(Verifier.plain().verify(zip).verdict()).contains("CERTIFIED");
    assertThat(folder.resolve("reports/certificate/manifest.json"))
        .content()
        .contains("manifests/hello.yaml", "artifacts/etcd/recipe.json");
    assertThat(checksum("program (target/classes)"))
        .as("one of the program, and one of the steps")
        .isNotEqualTo(checksum("steps (target/test-classes)"));
  }

  @Test
  void stepsOfNoSubstanceAreNotCertifiedAsTheGuideThatIsPutBackWhileTheyRun() throws IOException {
    write(feature, EMPTY);
    discover();
    execute();
    write(feature, GENUINE);

    isRefused("features/01-lab.feature was changed");
  }

  @Test
  void norIfTheyArePutBackBeforeTheRunLooksAtThem() throws IOException {
    write(feature, EMPTY);
    discover();
    write(feature, GENUINE);
    execute();

    assertThat(happened).containsExactly("nothing");
    isRefused("features/01-lab.feature is not what Cucumber read");
  }

  @Test
  void manifestsAndRecipesThatWereChangedMeanwhileAreNamed() throws IOException {
    run.prepare();
    write(folder.resolve("manifests/hello.yaml"), "kind: Job\n");
    write(folder.resolve("manifests/more.yaml"), "kind: Job\n");
    Files.delete(folder.resolve("artifacts/etcd/recipe.json"));

    isRefused(
        "artifacts/etcd/recipe.json was removed, manifests/hello.yaml was changed, manifests/more.yaml was added");
  }

  private void isRefused(String why) {
    run.recorder().end();
    assertThatThrownBy(run::seal)
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("no certificate")
        .hasMessageContaining(why);
    assertThat(zip).doesNotExist();
  }

  private String checksum(String input) throws IOException {
    var manifest = folder.resolve("reports/certificate/manifest.json").toFile();
    for (JsonNode each : new ObjectMapper().readTree(manifest).at("/inputs")) {
      if (each.at("/file").asText().equals(input)) {
        return each.at("/sha256").asText();
      }
    }
    throw new AssertionError("the certificate names no " + input);
  }

  private void discover() {
    plan = launcher.discover(request("", "not @slow"));
  }

  private void execute() {
    run.prepare();
    launcher.execute(plan);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  protected void before(Scenario scenario) {
    run.recorder().carriedOut();
  }

  @Override
  protected void happens(String what) {
    happened.add(what);
    assertThat(what).isEqualTo("nothing");
  }

  @Override
  protected ConcurrentEventListener plugin() {
    return new TrainingPlugin(run);
  }
}
