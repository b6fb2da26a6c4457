package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cucumber.java.Scenario;
import io.cucumber.plugin.ConcurrentEventListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kubetraining.certificate.Verifier;
import kubetraining.config.TrainingConfig;
import kubetraining.guide.Asked;
import kubetraining.outcomes.Stage;
import kubetraining.run.LabsWithoutLab;
import kubetraining.run.PlainRun;
import kubetraining.run.RunFailedException;
import kubetraining.run.TrainingRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Somebody has other files run than those that are certified. Cucumber runs for real. */
final class SwappedGuideTest implements Stage {
  private static final String GENUINE =
      "@section-1\nFeature: 1. The lab\n\n  @essential\n  Scenario: It runs\n    Then \"a contradiction\" happens\n";
  private static final String EMPTY = GENUINE.replace("a contradiction", "nothing");
  @TempDir Path folder;
  private final List<String> happened = new ArrayList<>();
  private Path feature;
  private Path zip;
  private TrainingRun run;

  @BeforeEach
  void set() throws IOException {
    feature = folder.resolve("features/01-lab.feature");
    zip = folder.resolve("reports/certificate.zip");
    write(feature, GENUINE);
    write(folder.resolve("manifests/hello.yaml"), "kind: Pod\n");
    write(folder.resolve("artifacts/etcd/recipe.json"), "{}\n");
    run =
        PlainRun.of(
            (progress, waits) -> new LabsWithoutLab(new ArrayList<>(), List.of(), settings()),
            folder.resolve("features"),
            folder.resolve("reports"),
            Asked.EVERYTHING,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    CURRENT.set(this);
  }

  @AfterEach
  void restore() {
    CURRENT.set(null);
  }

  @Test
  void whatIsLeftAloneIsCertified() throws IOException {
    write(feature, EMPTY);
    var launcher = LauncherFactory.create();
    var plan = discovered(launcher);
    run.prepare();
    launcher.execute(plan);
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
    for (String file :
        List.of(
            "manifest.json",
            "SUMMARY.md",
            "progress.json",
            "progress.md",
            "index.html",
            "junit.xml")) {
      assertThat(folder.resolve("reports/certificate").resolve(file))
          .content()
          .as("the challenge, in %s", file)
          .contains("blue heron");
    }
  }

  @Test
  void stepsOfNoSubstanceAreNotCertifiedAsTheGuideThatIsPutBackWhileTheyRun() throws IOException {
    write(feature, EMPTY);
    var launcher = LauncherFactory.create();
    var plan = discovered(launcher);
    run.prepare();
    launcher.execute(plan);
    write(feature, GENUINE);
    run.recorder().end();

    assertThatThrownBy(run::seal)
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("no certificate")
        .hasMessageContaining("features/01-lab.feature was changed");
    assertThat(zip).doesNotExist();
  }

  @Test
  void norIfTheyArePutBackBeforeTheRunLooksAtThem() throws IOException {
    write(feature, EMPTY);
    var launcher = LauncherFactory.create();
    var plan = discovered(launcher);
    write(feature, GENUINE);
    run.prepare();
    launcher.execute(plan);
    run.recorder().end();

    assertThat(happened).containsExactly("nothing");
    assertThatThrownBy(run::seal)
        .isInstanceOf(RunFailedException.class)
        .hasMessageContaining("what Cucumber read of features/01-lab.feature was changed");
    assertThat(zip).doesNotExist();
  }

  @Test
  void manifestsAndRecipesThatWereChangedMeanwhileAreNamed() throws IOException {
    run.prepare();
    write(folder.resolve("manifests/hello.yaml"), "kind: Job\n");
    write(folder.resolve("manifests/more.yaml"), "kind: Job\n");
    Files.delete(folder.resolve("artifacts/etcd/recipe.json"));
    run.recorder().end();

    assertThatThrownBy(run::seal)
        .hasMessageContaining(
            "artifacts/etcd/recipe.json was removed, manifests/hello.yaml was changed, manifests/more.yaml was added");
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

  private TestPlan discovered(Launcher launcher) {
    return launcher.discover(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectDirectory(folder.resolve("features").toFile()))
            .filters(EngineFilter.includeEngines("cucumber"))
            .configurationParameter("cucumber.glue", "kubetraining.outcomes")
            .configurationParameter("cucumber.plugin", "kubetraining.outcomes.StagePlugin")
            .configurationParameter("cucumber.publish.quiet", "true")
            .build());
  }

  // A key of its own: that of whoever runs the tests is not theirs to make.
  private TrainingConfig settings() {
    return TrainingConfig.of(Map.of("training.challenge", "blue heron"), folder);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  public void before(Scenario scenario) {
    run.recorder().carriedOut();
  }

  @Override
  public void happens(String what) {
    happened.add(what);
    assertThat(what).isEqualTo("nothing");
  }

  @Override
  public void after(Scenario scenario) {
    // there is nothing to tidy up
  }

  @Override
  public void afterAll() {
    // the test ends the run
  }

  @Override
  public ConcurrentEventListener plugin() {
    return new TrainingPlugin(run);
  }
}
