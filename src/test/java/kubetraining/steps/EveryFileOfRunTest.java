package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cucumber.java.Scenario;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kubetraining.certificate.Verifier;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.evidence.LabVersions;
import kubetraining.guide.Asked;
import kubetraining.host.Texts;
import kubetraining.outcomes.Stage;
import kubetraining.redaction.Planted;
import kubetraining.redaction.ScannerKinds;
import kubetraining.report.ProgressReport;
import kubetraining.run.RunOpening;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A word that was said before a run stands in each file that it leaves, and a secret that it met in
 * none. Cucumber runs for real.
 */
@EnableKubernetesMockClient(https = false, crud = true)
final class EveryFileOfRunTest extends Stage {
  private static final String WORD = "blue heron";
  private static final String GUIDE =
      """
      @section-1
      Feature: 1. The lab

        @essential
        Scenario: It runs
          Then "all of it" happens

        Scenario: It is told
          Then nobody knows this text
            \"\"\"
            a text
            \"\"\"
          And nobody knows this table
            | a | table |
      """;

  KubernetesClient client;
  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(RunOpening.class);
  private final List<Planted.Plant> met = new ArrayList<>();

  @BeforeEach
  void set() throws IOException {
    Files.createDirectories(folder.resolve("features"));
    Files.writeString(folder.resolve("features/01-lab.feature"), GUIDE);
    var settings = TrainingConfig.of(Map.of(TrainingConfig.CHALLENGE, WORD), folder);
    opens(
        settings,
        folder.resolve("features"),
        folder.resolve("reports"),
        Asked.EVERYTHING,
        OutputStream.nullOutputStream());
    logger.setLevel(Level.INFO);
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void restore() {
    logger.detachAppender(logged);
    logger.setLevel(null);
  }

  @Test
  void everyFileOfARunHoldsTheWordThatWasSaid() throws IOException {
    var messages = carriedOut();

    var kinds = new TreeSet<String>();
    for (Path each : files()) {
      String name = folder.relativize(each).toString();
      assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)).as(name).contains(WORD);
      kinds.add(name.replaceFirst("^reports/([^/]*).*?(\\.\\w+)?$", "$1 $2").strip());
    }
    assertThat(kinds)
        .as("all that there can be")
        .contains(
            """
            allure-results .csv, allure-results .json, allure-results .png,
            allure-results .properties, allure-results .txt, certificate.zip, evidence .csv,
            evidence .json, evidence .log, evidence .png, evidence .svg, evidence .txt,
            evidence .yaml, history.ndjson, index.html, junit.xml, messages.ndjson, progress.json,
            progress.md"""
                .split(",\\s"));
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(each -> each.contains(WORD));
    assertThat(Verifier.plain().verify(folder.resolve("reports/certificate.zip")).findings())
        .as("the word in the versions of the lab is no version")
        .allMatch(each -> !each.toString().contains("versions"));
    assertThat(attached(messages)).as("one for each scenario").isEqualTo(2);
  }

  @Test
  void noFileOfARunHoldsASecretThatItMet() throws IOException {
    met.addAll(
        Stream.of(new Planted(2026).all(), ScannerKinds.each(2026)).flatMap(List::stream).toList());

    carriedOut();

    assertThat(met).hasSizeGreaterThanOrEqualTo(150);
    assertThat(Files.readString(folder.resolve("reports/junit.xml"))).contains("[redacted: ");
    assertThat(Files.readString(folder.resolve("reports/index.html"))).contains("[redacted: ");
    try (var all = Files.walk(folder.resolve("reports"))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(each, StandardCharsets.ISO_8859_1);
        String plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        met.forEach(
            plant ->
                assertThat(List.of(text, plain.replace("&#39;", "'").replace("&amp;", "&")))
                    .as("%s in %s", plant, folder.relativize(each))
                    .noneMatch(seen -> plant.parts().stream().anyMatch(seen::contains)));
      }
    }
  }

  /** Returns where Cucumber's messages are. */
  private Path carriedOut() {
    var messages = folder.resolve("reports/messages.ndjson");
    executes(",message:" + messages);
    run.seal();
    return messages;
  }

  // The guide in the certificate is that of everybody, byte for byte; what is signed there with it
  // are checksums and keys.
  private List<Path> files() throws IOException {
    try (var all = Files.walk(folder.resolve("reports"))) {
      return all.filter(Files::isRegularFile)
          .filter(
              each ->
                  !each.toString().contains("/certificate/features/")
                      && !each.getFileName()
                          .toString()
                          .matches(
                              "SHA256SUMS(\\.sig)?|manifest\\.sig|public-key\\.pem|\\.lock|signing-key.*"))
          .toList();
    }
  }

  private static long attached(Path messages) throws IOException {
    long found = 0;
    for (String line : Files.readAllLines(messages)) {
      var body = new ObjectMapper().readTree(line).at("/attachment");
      found += body.path("fileName").asText().equals("challenge") ? 1 : 0;
    }
    return found;
  }

  @Override
  protected void before(Scenario scenario) {
    new TrainingHooks(run, new ScenarioNotes()).carriedOut(scenario);
  }

  @Override
  protected void happens(String what) throws Exception {
    var kept = run.recorder();
    for (String name : List.of("terminal.txt", "driver.log", "objects/nodes.yaml")) {
      kept.evidence(name, "kind: Pod\n");
    }
    kept.evidence("series.csv", "second,pods\n1,2\n");
    kept.evidence("series.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>");
    kept.evidence("usage-nodes.json", "{}");
    var png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
    kept.evidence("page-1.png", png.toByteArray());
    kept.command(new ProgressReport.Command("node1", "date", 0, "noon\n"));
    kept.fact("pods", Map.of("a", 2));
    run.eventually(Limit.KUBELET_HOLD, "two\nlines", () -> "Running", "Running"::equals);
    client
        .resource(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: node1}
            status: {}
            """)
        .create();
    LabVersions.keepOnce(run.reports(), client, WORD);
    if (!met.isEmpty()) {
      meetSecrets();
    }
  }

  private void meetSecrets() {
    var kept = run.recorder();
    for (Planted.Plant plant : met) {
      kept.evidence(Texts.of("met-%d.txt", met.indexOf(plant)), plant.text());
      kept.fact(plant.place(), List.of(plant.text()));
      kept.command(new ProgressReport.Command("node1", plant.text(), 1, plant.text()));
      run.during(plant.text(), () -> {});
      run.eventually(Limit.KUBELET_HOLD, plant.text(), plant::text, any -> true);
    }
    throw new AssertionError(
        met.stream().map(Planted.Plant::text).collect(Collectors.joining("\n---\n")));
  }

  @Override
  protected void afterAll() {
    run.finish();
  }
}
