package kubetraining.export;

import io.qameta.allure.model.Attachment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.host.FileWork;
import kubetraining.host.Texts;
import kubetraining.report.ChallengeMark;
import kubetraining.report.ProgressReport.Run;
import kubetraining.report.ProgressReport.Scenario;
import kubetraining.report.ProgressReport.Wait;
import kubetraining.report.ReportFiles;
import kubetraining.report.ReportJson;

/**
 * What can be opened beside a scenario on Allure's page, copied to where Allure looks for it.
 *
 * @param there names of files that were written before and are the same in every run
 */
record AllureAttachments(ReportFiles files, Run run, Scenario scenario, Set<String> there) {
  private static final String TERMINAL = "terminal.txt";
  private static final String WAITS =
      """
      "awaited","limit s","took s","looks","came true","had to hold","at risk","first","last"
      """;
  private static final Map<String, String> TYPES =
      Map.of(
          "csv", "text/csv",
          "html", "text/html",
          "json", "application/json",
          "png", "image/png",
          "svg", "image/svg+xml");

  /** An id that is the same whenever this part of this scenario of this run is written. */
  String uuid(String part) {
    String name = String.join("\n", run.id(), scenario.id(), part);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Evidence, commands, waits and facts. */
  List<Attachment> ofScenario() {
    var attachments = new ArrayList<Attachment>();
    scenario.evidence().forEach(file -> attachments.add(evidence(file)));
    boolean terminal = scenario.evidence().stream().anyMatch(file -> file.endsWith(TERMINAL));
    if (!terminal && !scenario.commands().isEmpty()) {
      attachments.add(text("commands.txt", Transcript.commands(scenario)));
    }
    if (!scenario.waits().isEmpty()) {
      attachments.add(text("waits.csv", waits()));
    }
    if (!scenario.facts().isEmpty()) {
      String facts = new String(ReportJson.bytes(scenario.facts()), StandardCharsets.UTF_8);
      attachments.add(text("facts.json", facts));
    }
    return attachments;
  }

  /** The block of text and the table below a step. They are the guide's, the same in every run. */
  List<Attachment> ofStep(StepText step) {
    var attachments = new ArrayList<Attachment>();
    if (!step.docString().isEmpty()) {
      attachments.add(shared("text.txt", step.docString()));
    }
    if (!step.table().isEmpty()) {
      var rows = step.table().stream().map(AllureAttachments::row);
      attachments.add(shared("table.csv", rows.collect(Collectors.joining("\n", "", "\n"))));
    }
    return attachments;
  }

  private Attachment evidence(String path) {
    String folder = Texts.of("evidence/%s/", scenario.id());
    String name = path.startsWith(folder) ? path.substring(folder.length()) : path;
    Path file = files.folder().resolve(path);
    if (!Files.exists(file)) {
      return text(name + ".missing.txt", Texts.of("%s was kept, but is no longer there%n", path));
    }
    String failure = Texts.of("cannot copy the evidence %s for Allure", file);
    return attach(name, uuid(path), FileWork.get(failure, () -> Files.readAllBytes(file)));
  }

  private Attachment text(String name, String content) {
    return attach(name, uuid(name), marked(name, content));
  }

  private byte[] marked(String name, String content) {
    return new ChallengeMark(run.challenge()).on(name, content).getBytes(StandardCharsets.UTF_8);
  }

  private Attachment shared(String name, String content) {
    byte[] bytes = marked(name, content);
    var attachment = attachment(name, UUID.nameUUIDFromBytes(bytes).toString());
    if (there.add(attachment.getSource())) {
      put(attachment, bytes);
    }
    return attachment;
  }

  private Attachment attach(String name, String id, byte[] content) {
    var attachment = attachment(name, id);
    put(attachment, content);
    return attachment;
  }

  private void put(Attachment attachment, byte[] content) {
    files.put(Texts.of("%s/%s", AllureResults.FOLDER, attachment.getSource()), content);
  }

  private static Attachment attachment(String name, String id) {
    String ending = name.replaceFirst("^.*\\.", "").toLowerCase(Locale.ROOT);
    return new Attachment()
        .setName(name)
        .setSource(Texts.of("%s-attachment.%s", id, ending))
        .setType(TYPES.getOrDefault(ending, "text/plain"));
  }

  private String waits() {
    return scenario.waits().stream()
        .map(AllureAttachments::row)
        .collect(Collectors.joining("\n", WAITS, "\n"));
  }

  private static String row(Wait wait) {
    var cells = new ArrayList<Object>(List.of(wait.what(), wait.limitSeconds()));
    cells.addAll(List.of(wait.tookSeconds(), wait.polls(), yes(wait.satisfied())));
    cells.addAll(List.of(yes(wait.holding()), yes(wait.atRisk()), wait.first(), wait.last()));
    return row(cells);
  }

  private static String yes(boolean it) {
    return it ? "yes" : "no";
  }

  private static String row(List<?> cells) {
    return cells.stream()
        .map(cell -> Texts.of("\"%s\"", cell.toString().replace("\"", "\"\"")))
        .collect(Collectors.joining(","));
  }
}
