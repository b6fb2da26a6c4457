package kubetraining.page;

import static java.util.regex.Matcher.quoteReplacement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kubetraining.course.FeatureText;
import kubetraining.course.Outcome;
import kubetraining.course.PlannedScenario;
import kubetraining.course.ProvenChecks;
import kubetraining.course.ScenarioText;
import kubetraining.course.ScenarioText.StepText;
import kubetraining.course.Verdict;
import kubetraining.report.ProgressReport;
import kubetraining.report.ProgressReport.Command;
import kubetraining.report.ProgressReport.Failure;
import kubetraining.report.ProgressReport.Scenario;
import kubetraining.report.ReportJson;
import kubetraining.report.SampleReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String NASTY =
      "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> ]]> </pre></style> ${7*7} \u0000\u001b[31mred\u202e "
          + "x".repeat(5000);
  private static final Function<String, Optional<byte[]>> NONE = path -> Optional.empty();
  private static final FeatureText FEATURE =
      new FeatureText(
          "01-lab.feature", "section-1", "1. The lab", "Read *this*.\n\n<b>not bold</b>");
  private static final PlannedScenario FIRST =
      planned(
          "01-lab/first", "It is up", "**If it fails**, look at `kubectl get nodes`.", "uptime");
  private static final PlannedScenario SECOND = planned("01-lab/second", "It answers", "", "date");
  private final List<Scenario> scenarios = new ArrayList<>();
  private boolean ended = true;
  private @Nullable ProvenChecks checks;
  private Verdict verdict = Verdict.CERTIFIED;

  @Test
  void aFailureIsTheNextThingToDoAndWhatItBlocksIsNot() {
    var failure = new Failure("Then it answers", "4 nodes", "3 nodes", "Join node4 again.");
    scenarios.add(with(scenario(FIRST, Outcome.WRONG), failure, "", "expected 4, saw 3"));
    scenarios.add(with(scenario(SECOND, Outcome.BLOCKED), null, FIRST.id(), ""));
    verdict = Verdict.FAILED;
    String html = html();

    assertThat(html)
        .contains("Do not use this lab yet")
        .contains("1 scenario failed, 1 more could not be tried because of that; 0 of 2 are done.")
        .contains("Not tried, because this has to be done first: <a href=\"#01-lab-first\">");
    assertThat(next(html))
        .contains("It is up", "4 nodes", "3 nodes", "Join node4 again.", "1 scenario")
        .contains("mvn verify -Dcucumber.filter.tags=@section-1")
        .doesNotContain("It answers</a>");
  }

  @Test
  void whatIsBlockedBehindSomethingThatCouldNotBeAttemptedIsNoFailure() {
    scenarios.add(scenario(FIRST, Outcome.NOT_ATTEMPTED));
    scenarios.add(with(scenario(SECOND, Outcome.BLOCKED), null, FIRST.id(), ""));
    scenarios.add(scenario(FIRST, Outcome.DONE));
    verdict = Verdict.INCOMPLETE;

    assertThat(html())
        .contains("Not complete", "2 scenarios that should have been tried did not finish")
        .doesNotContain("Do not use this lab", "0 scenarios failed");
  }

  @Test
  void theGuideStandsInItsOrderWithItsCommandsAndTheirAnswers() {
    scenarios.add(scenario(FIRST, Outcome.DONE));
    String html = html();

    assertThat(html)
        .contains(
            "Read <em>this</em>.", "&lt;b&gt;not bold&lt;/b&gt;", "The rule", "Its <em>reason</em>")
        .containsSubsequence(
            "It is up",
            "When</span> the trainee runs",
            "uptime",
            "Output on node1",
            "12:00 up 3 days")
        .containsSubsequence("id=\"01-lab-first\"", "id=\"01-lab-second\"");
    assertThat(html).contains("pi: 3.14".split(": ")).contains("1 at risk");
  }

  @Test
  void picturesAreCarriedWithinThePageOnlyWhileItStaysSmall() {
    byte[] picture = new byte[900_000];
    var ofFirst = List.of("evidence/a/1.png", "evidence/a/2.png");
    var ofSecond = List.of("evidence/b/3.png", "evidence/b/gone.png");
    scenarios.add(SampleReport.with(scenario(FIRST, Outcome.DONE), "evidence", ofFirst));
    scenarios.add(SampleReport.with(scenario(SECOND, Outcome.DONE), "evidence", ofSecond));
    Function<String, Optional<byte[]>> files =
        path -> path.contains("gone") ? Optional.empty() : Optional.of(picture);

    String html = new Page(List.of(FEATURE), List.of(FIRST, SECOND), files).html(report(List.of()));

    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Page.LARGEST);
    assertThat(html.split("src=\"data:image/png;base64,", -1)).as("pictures carried").hasSize(3);
    assertThat(html).contains("href=\"evidence/b/3.png\"", "href=\"evidence/b/gone.png\"");
  }

  @Test
  void longAnswersAreShortenedBeforeThePageGetsTooLarge() {
    var commands = new ArrayList<Command>();
    for (int i = 0; i < 700; i++) {
      commands.add(new Command("node1", "command " + i, 0, "word ".repeat(1600)));
    }
    scenarios.add(SampleReport.with(scenario(FIRST, Outcome.DONE), "commands", commands));
    String html = html();

    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Page.LARGEST);
    assertThat(html).contains("command 699", "more characters are in the evidence");
  }

  @Test
  void aPageBuiltAgainIsThePageBuiltFromNothing() {
    var page = new Page(List.of(FEATURE), List.of(FIRST, SECOND), NONE);
    ended = false;
    scenarios.add(scenario(FIRST, Outcome.UNDER_WAY));
    page.html(report(List.of()));
    scenarios.set(0, scenario(FIRST, Outcome.DONE));
    page.html(report(List.of()));
    ended = true;
    scenarios.add(scenario(SECOND, Outcome.DONE));

    assertThat(page.html(report(List.of()))).isEqualTo(html());
  }

  @Test
  void theLargestSampleStaysBelowItsLimit() {
    String html =
        new Page(SampleRun.GUIDE.features(), SampleRun.GUIDE.scenarios(), SampleRun.evidence())
            .html(SampleRun.passing());

    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Page.LARGEST);
    assertThat(html)
        .contains("How the lab was brought up", "Waits compared with their limits")
        .contains("The driver and its executors over time", "Which pod can use which CPU")
        .contains("The number of pods follows the load", "podpi9 is placed on node4");
  }

  private String html() {
    return html(report(List.of()));
  }

  private static String next(String html) {
    int from = html.indexOf("id=\"next\"");
    return html.substring(from, html.indexOf("</section>", from));
  }

  private ProgressReport report(List<String> leftovers) {
    var run = SampleReport.run("run-1", ended ? NOON.plusSeconds(60) : null);
    var whole = SampleReport.with(run, "selection", "", "lab", null, "checks", checks);
    var report = SampleReport.of(whole, leftovers, scenarios.toArray(Scenario[]::new));
    var sections = List.of(new ProgressReport.Section("section-1", "1. The lab", verdict));
    return SampleReport.with(report, "sections", sections);
  }

  private static PlannedScenario planned(String id, String name, String prose, String command) {
    var step = new StepText("When", "the trainee runs on node1:", command, List.of());
    var text = new ScenarioText("The rule", "Its *reason*", prose, List.of(step));
    var tags = List.of("@section-1");
    return new PlannedScenario(id, name, "section-1", "01-lab.feature", 10, tags, text);
  }

  private static Scenario with(Scenario of, Failure failure, String blockedBy, String message) {
    return SampleRun.changed(of, of.outcome(), blockedBy, failure, message);
  }

  /**
   * Two scenarios that ended so, the section's verdict, and what stands at the top and what not.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DONE      | DONE          | CERTIFIED  | The lab is ready to use; 2 of 2 scenarios are done.                  | Do not use
          DONE      |               | INCOMPLETE | Everything that was asked for is done; 1 scenario of the guide       | The lab is ready to use
          DONE      |               | INCOMPLETE | of 1 section, 0 are certified by this run                            | The lab is ready to use
          DONE      | NOT_ATTEMPTED | INCOMPLETE | Not complete; Why it was not attempted                               | Do not use
          LAB_FAULT |               | FAILED     | The lab itself failed; not the trainee                               | Do not use
          LAB_FAULT | SUITE_FAULT   | FAILED     | The suite itself failed; Neither the trainee nor the lab is to; #i-suite-fault | The lab itself
          WRONG     | SUITE_FAULT   | FAILED     | Do not use this lab yet                                              | The suite itself
          """)
  void theTopSaysWhatTheRunCameTo(
      Outcome first, @Nullable Outcome second, Verdict ofSection, String words, String others) {
    scenarios.add(with(scenario(FIRST, first), null, "", "no route to host"));
    if (second != null) {
      scenarios.add(with(scenario(SECOND, second), null, "", "no image; get one"));
    }
    verdict = ofSection;
    assertThat(html()).contains(words.split("; ")).doesNotContain(others);
  }

  @Test
  void whatTheLabLeftBehindOrWentWrongBesideTheScenariosIsTheVerdict() {
    scenarios.add(scenario(FIRST, Outcome.DONE));
    scenarios.add(scenario(SECOND, Outcome.DONE));
    assertThat(html(report(List.of("volume vol-1"))))
        .contains("The lab left something behind", "volume vol-1", "./training sweep");
    assertThat(html(SampleReport.complaining(report(List.of()), "node4 is gone")))
        .contains("The run as a whole failed", "something else went wrong: node4 is gone.")
        .contains("Look into what else went wrong, and run again")
        .doesNotContain("The lab is ready to use");
  }

  private static String html(ProgressReport report) {
    return new Page(List.of(FEATURE), List.of(FIRST, SECOND), NONE).html(report);
  }

  @Test
  void aRunThatHasNotEndedSaysUpToWhereItIsCompleteAndHowManyChecksAreProven() {
    ended = false;
    scenarios.add(scenario(FIRST, Outcome.DONE));
    scenarios.add(scenario(SECOND, Outcome.UNDER_WAY));
    assertThat(html())
        .contains("The run has not ended")
        .contains("under way", "complete up to \u201cIt is up\u201d, 2026-11-23 12:00:02 UTC")
        .doesNotContain("The lab is ready to use", "checks proven");
    checks = new ProvenChecks(3, 4, "2026-11-29", "0123456789abcdef");
    assertThat(html())
        .contains("checks proven: 3 of 4, the last on 2026-11-29, checksum 0123456789ab");
  }

  @Test
  void aFailureThatSaysNothingMoreIsToldByItsMessageAndAStrangerIsShown() {
    scenarios.add(with(scenario(FIRST, Outcome.TIMEOUT), null, "", "not within 60 s"));
    scenarios.add(scenario(planned("other/3", "A stranger", "", ""), Outcome.DONE));
    assertThat(next(html())).contains("not within 60 s");
    assertThat(html()).containsSubsequence("Outside the guide", "A stranger");
  }

  @Test
  void nothingOfTheRunReachesThePageUnescaped() throws IOException {
    var json = ReportJson.INDENTED;
    String text =
        """
        {"id": "01-lab/a", "name": N, "section": "section-1", "tags": [N, "@erratum", "@E7"],
         "outcome": "WRONG", "startedAt": "2026-11-23T12:00:00Z", "seconds": 1, "message": N,
         "blockedBy": N, "failure": {"step": N, "expected": N, "seen": N, "next": N},
         "allowed": false,
         "commands": [{"machine": N, "command": N, "exitCode": 1, "output": N},
                      {"machine": "node1", "command": "x", "exitCode": 0, "output": N}],
         "waits": [{"what": N, "holding": false, "limitSeconds": 5, "tookSeconds": 5, "polls": 3,
                    "satisfied": false, "first": N, "last": "2", "atRisk": false}],
         "evidence": [N, "javascript:alert(3)"],
         "facts": {
          N: N,
          "placements": [{"pod": N, "scheduler": N, "chosen": "n", "nodes": [
            {"name": N, "celsius": null, "asked": false, "reason": N}]}],
          "cpus": [{"when": N, "node": N, "policy": N, "cpus": [0],
            "own": [{"pod": N, "cpus": [0]}]}],
          "timeline": [{"pod": N, "role": N, "node": N, "phases": [
            {"name": N, "fromSeconds": 0, "toSeconds": 1}]}],
          "series": {"title": N, "description": N,
            "panels": [{"scale": N, "lines": [
              {"name": N, "steps": false, "points": [{"seconds": 0, "value": 1}]}]}],
            "moments": [{"name": N, "seconds": 0}]}}}
        """;
    String nasty = json.writeValueAsString(NASTY);
    scenarios.add(
        json.readValue(text.replaceAll("\\bN\\b", quoteReplacement(nasty)), Scenario.class));
    var features = List.of(new FeatureText("01-lab.feature", "section-1", NASTY, NASTY));
    var guide = List.of(planned("01-lab/a", NASTY, NASTY, NASTY));
    String html = new Page(features, guide, NONE).html(report(List.of(NASTY)));
    assertThat(html.split("<script", -1)).as("scripts, of which one is ours").hasSize(2);
    assertThat(html.split("</style", -1)).as("ends of styles").hasSize(2);
    assertThat(html)
        .contains("class=\"nodes\"")
        .doesNotContain("<img", "\u0000", "\u001b", "\u202e", "href=\"javascript:")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "${7*7}", "\u241b[31mred\ufffd");
  }

  @Test
  void noTemplateLetsAnythingPassUnescaped() throws IOException {
    try (var files = Files.list(Path.of("src/main/resources/kubetraining/page"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".ftlh")))
          .hasSizeGreaterThan(5)
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file))
                      .doesNotContain("no_esc", "noautoesc", "noparse", "output_format"));
    }
  }

  @Test
  void theSamePicturesAreDrawnFromRecordsAndFromWhatAFileHoldsAndElseThereAreWords() {
    var node = new PlacedPod.Candidate("node4", 20.0, true, "");
    var record = new PlacedPod("podpi9", "heat", "node4", List.of(node));
    String drawn = withPlacements(List.of(record));
    assertThat(drawn)
        .contains("podpi9 is placed on node4 by heat", "<title>node4, 20 \u00b0C</title>");
    assertThat(withPlacements(new ObjectMapper().convertValue(List.of(record), List.class)))
        .isEqualTo(drawn);
    assertThat(withPlacements("as it was in 2018"))
        .contains("as it was in 2018")
        .doesNotContain("class=\"nodes\"");
  }

  private String withPlacements(Object fact) {
    var facts = Map.of(PlacedPod.FACT, fact);
    scenarios.clear();
    scenarios.add(SampleReport.with(scenario(FIRST, Outcome.DONE), "facts", facts));
    return html();
  }

  private static Scenario scenario(PlannedScenario planned, Outcome outcome) {
    var command = new Command("node1", "uptime\n", 0, "12:00 up 3 days\n");
    var evidence = List.of("evidence/01-lab/first/terminal.txt");
    var done = SampleReport.scenario(planned.id(), outcome);
    done = SampleReport.with(done, "name", planned.name(), "startedAt", NOON, "seconds", 2.0);
    done = SampleReport.with(done, "message", "", "facts", Map.of("pi", 3.14));
    return SampleReport.with(done, "commands", List.of(command), "evidence", evidence);
  }
}
