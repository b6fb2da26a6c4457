package kubetraining.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import kubetraining.report.ProgressReport.Wait;
import kubetraining.report.SampleReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PageTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String NASTY =
      "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> ]]> </pre></style> ${7*7} \u0000\u001b[31mred\u202e "
          + "x".repeat(5000);
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
  void aRunThatProvedEverySectionSaysThatTheLabMayBeUsed() {
    scenarios.add(scenario(FIRST, Outcome.DONE));
    scenarios.add(scenario(SECOND, Outcome.DONE));

    assertThat(html())
        .contains(
            "The lab is ready to use", "2 of 2 scenarios are done.", "Nothing. The guide below")
        .contains("1. The lab", "2 of 2 done", "certified")
        .doesNotContain("Do not use");
  }

  @Test
  void aSelectionThatIsDoneIsSaidToBeAPart() {
    scenarios.add(scenario(FIRST, Outcome.DONE));
    verdict = Verdict.INCOMPLETE;

    assertThat(html())
        .contains(
            "Everything that was asked for is done",
            "That was only a part: of 1 section, 0 are certified by this run.")
        .contains("Out of scope for this run", "1 scenario of the guide", "not asked for")
        .doesNotContain("The lab is ready to use");
  }

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
  void aFailureWithoutAdviceTakesTheGuidesOwn() {
    scenarios.add(with(scenario(FIRST, Outcome.TIMEOUT), null, "", "not within 60 s"));
    scenarios.add(scenario(SECOND, Outcome.DONE));

    assertThat(next(html()))
        .contains("not within 60 s", "<strong>If it fails</strong>", "kubectl get nodes");
  }

  @Test
  void aFaultOfTheLabIsNotTheTraineesBlame() {
    scenarios.add(with(scenario(FIRST, Outcome.LAB_FAULT), null, "", "no route to host"));

    assertThat(html()).contains("The lab itself failed", "not the trainee");
  }

  @Test
  void aRunTellsHowManyOfItsChecksAreProven() {
    scenarios.add(scenario(FIRST, Outcome.DONE));
    assertThat(html()).as("nobody has looked").doesNotContain("checks proven");

    checks = new ProvenChecks(3, 4, "2026-11-29", "0123456789abcdef");
    assertThat(html())
        .contains("checks proven: 3 of 4, the last on 2026-11-29, checksum 0123456789ab");
  }

  @Test
  void aFaultOfTheSuiteIsNobodysBlameAndIsReported() {
    scenarios.add(with(scenario(FIRST, Outcome.LAB_FAULT), null, "", "no route to host"));
    scenarios.add(with(scenario(SECOND, Outcome.SUITE_FAULT), null, "", "NullPointerException"));

    assertThat(html())
        .contains("The suite itself failed", "Neither the trainee nor the lab is to blame")
        .contains("suite fault", "t-suite-fault", "#i-suite-fault", "the folder reports/");
    scenarios.set(0, scenario(FIRST, Outcome.WRONG));
    assertThat(html()).contains("Do not use this lab yet").doesNotContain("The suite itself");
  }

  @Test
  void aRunThatHasNotEndedSaysUpToWhereItIsComplete() {
    ended = false;
    scenarios.add(scenario(FIRST, Outcome.DONE));
    scenarios.add(scenario(SECOND, Outcome.UNDER_WAY));

    assertThat(html())
        .contains("The run has not ended")
        .contains(
            "Under way, or cut off: complete up to \u201cIt is up\u201d, 2026-11-23 12:00:02 UTC")
        .contains("under way")
        .doesNotContain("The lab is ready to use");
  }

  @Test
  void whatWasNotAttemptedAndShouldHaveBeenKeepsTheRunFromBeingComplete() {
    scenarios.add(scenario(FIRST, Outcome.DONE));
    scenarios.add(with(scenario(SECOND, Outcome.NOT_ATTEMPTED), null, "", "no image; get one"));

    assertThat(html()).contains("Not complete", "Why it was not attempted", "no image; get one");
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
  void whatTheLabLeftBehindIsTheVerdict() {
    scenarios.add(scenario(FIRST, Outcome.DONE));
    scenarios.add(scenario(SECOND, Outcome.DONE));
    var report = report(List.of("volume vol-1"));

    assertThat(Page.of(report, List.of(FEATURE), List.of(FIRST, SECOND), none()))
        .contains("The lab left something behind", "volume vol-1", "./training sweep");
  }

  @Test
  void whatWentWrongBesideTheScenariosIsTheVerdict() {
    scenarios.add(scenario(FIRST, Outcome.DONE));
    scenarios.add(scenario(SECOND, Outcome.DONE));
    var report = SampleReport.complaining(report(List.of()), "node4 is gone");

    assertThat(Page.of(report, List.of(FEATURE), List.of(FIRST, SECOND), none()))
        .contains("The run as a whole failed", "something else went wrong: node4 is gone.")
        .contains("Look into what else went wrong, and run again")
        .doesNotContain("The lab is ready to use");
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
  void nothingOfTheRunReachesThePageUnescaped() {
    var nasty = planned("01-lab/" + NASTY, NASTY, NASTY, NASTY);
    var seen =
        new Scenario(
            nasty.id(),
            NASTY,
            "section-1",
            List.of(NASTY, "@erratum", "@E7"),
            Outcome.WRONG,
            NOON,
            1,
            NASTY,
            NASTY,
            new Failure(NASTY, NASTY, NASTY, NASTY),
            false,
            List.of(new Command(NASTY, NASTY, 1, NASTY), new Command("node1", "x", 0, NASTY)),
            List.of(new Wait(NASTY, false, 5, 5, 3, false, NASTY, NASTY + "2", false)),
            List.of("evidence/" + NASTY, "javascript:alert(3)"),
            Map.of(
                NASTY,
                NASTY,
                PlacedPod.FACT,
                List.of(
                    new PlacedPod(
                        NASTY,
                        NASTY,
                        "n",
                        List.of(new PlacedPod.Candidate(NASTY, null, false, NASTY)))),
                CpuLook.FACT,
                List.of(
                    new CpuLook(
                        NASTY,
                        NASTY,
                        NASTY,
                        List.of(0),
                        List.of(new CpuLook.Owner(NASTY, List.of(0))))),
                PodSpan.FACT,
                List.of(new PodSpan(NASTY, NASTY, NASTY, List.of(new PodSpan.Phase(NASTY, 0, 1)))),
                SeriesPicture.FACT,
                new SeriesPicture(
                    NASTY,
                    NASTY,
                    List.of(
                        new SeriesPicture.Panel(
                            NASTY,
                            List.of(
                                new SeriesPicture.Line(
                                    NASTY, false, List.of(new SeriesPicture.Point(0, 1)))))),
                    List.of(new SeriesPicture.Moment(NASTY, 0)))));
    scenarios.add(seen);
    var features = List.of(new FeatureText("01-lab.feature", "section-1", NASTY, NASTY));

    String html = Page.of(report(List.of(NASTY)), features, List.of(nasty), none());

    assertThat(html.split("<script", -1)).as("scripts, of which one is ours").hasSize(2);
    assertThat(html.split("</style", -1)).as("ends of styles").hasSize(2);
    assertThat(html)
        .doesNotContain("<img", "\u0000", "\u001b", "\u202e", "href=\"javascript:")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "${7*7}", "\u241b[31mred\ufffd");
  }

  @Test
  void noTemplateLetsAnythingPassUnescaped() {
    for (String name :
        List.of(
            "top",
            "feature",
            "rule",
            "others",
            "scenario",
            "pictures",
            "macros",
            "picture",
            "end",
            "excuse")) {
      assertThat(Templates.file(name + ".ftlh"))
          .doesNotContain("no_esc", "noautoesc", "noparse", "output_format");
    }
  }

  @Test
  void aFactThatCannotBeDrawnStandsThereInWords() {
    scenarios.add(
        SampleReport.with(
            scenario(FIRST, Outcome.DONE), "facts", Map.of("placements", "as it was in 2018")));

    assertThat(html()).contains("as it was in 2018").doesNotContain("class=\"nodes\"");
  }

  @Test
  void theSamePicturesAreDrawnFromRecordsAndFromWhatAFileHolds() {
    var record =
        new PlacedPod(
            "podpi9", "heat", "node4", List.of(new PlacedPod.Candidate("node4", 20.0, true, "")));
    var map =
        Map.of(
            "pod",
            "podpi9",
            "scheduler",
            "heat",
            "chosen",
            "node4",
            "nodes",
            List.of(Map.of("name", "node4", "celsius", 20.0, "asked", true, "reason", "")));
    scenarios.add(
        SampleReport.with(
            scenario(FIRST, Outcome.DONE), "facts", Map.of("placements", List.of(record))));
    String fromRecord = html();
    scenarios.set(
        0,
        SampleReport.with(
            scenario(FIRST, Outcome.DONE), "facts", Map.of("placements", List.of(map))));

    assertThat(html())
        .isEqualTo(fromRecord)
        .contains("podpi9 is placed on node4 by heat", "<title>node4, 20 \u00b0C</title>");
  }

  @Test
  void picturesAreCarriedWithinThePageOnlyWhileItStaysSmall() {
    byte[] picture = new byte[900_000];
    scenarios.add(
        SampleReport.with(
            scenario(FIRST, Outcome.DONE),
            "evidence",
            List.of("evidence/a/1.png", "evidence/a/2.png")));
    scenarios.add(
        SampleReport.with(
            scenario(SECOND, Outcome.DONE),
            "evidence",
            List.of("evidence/b/3.png", "evidence/b/gone.png")));
    EvidenceFiles files = path -> path.contains("gone") ? Optional.empty() : Optional.of(picture);

    String html = Page.of(report(List.of()), List.of(FEATURE), List.of(FIRST, SECOND), files);

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
    var page = new Page(List.of(FEATURE), List.of(FIRST, SECOND), none());
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
  void whatRanOutsideTheGuideIsShownAllTheSame() {
    scenarios.add(scenario(planned("other/3", "A stranger", "", ""), Outcome.DONE));

    assertThat(html()).containsSubsequence("Outside the guide", "A stranger");
  }

  @Test
  void theLargestSampleStaysBelowItsLimit() {
    String html =
        Page.of(SampleRun.passing(), SampleRun.features(), SampleRun.guide(), SampleRun.evidence());

    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(Page.LARGEST);
    assertThat(html)
        .contains("How the lab was brought up", "Waits compared with their limits")
        .contains("The driver and its executors over time", "Which pod can use which CPU")
        .contains("The number of pods follows the load", "podpi9 is placed on node4");
  }

  private String html() {
    return Page.of(report(List.of()), List.of(FEATURE), List.of(FIRST, SECOND), none());
  }

  private static String next(String html) {
    int from = html.indexOf("id=\"next\"");
    return html.substring(from, html.indexOf("</section>", from));
  }

  private ProgressReport report(List<String> leftovers) {
    var run = SampleReport.run("run-1", ended ? NOON.plusSeconds(60) : null);
    return SampleReport.with(
        SampleReport.of(
            SampleReport.with(run, "selection", "", "lab", null, "checks", checks),
            leftovers,
            scenarios.toArray(Scenario[]::new)),
        "sections",
        List.of(new ProgressReport.Section("section-1", "1. The lab", verdict)));
  }

  private static PlannedScenario planned(String id, String name, String prose, String command) {
    return new PlannedScenario(
        id,
        name,
        "section-1",
        "01-lab.feature",
        10,
        List.of("@section-1"),
        new ScenarioText(
            "The rule",
            "Its *reason*",
            prose,
            List.of(new StepText("When", "the trainee runs on node1:", command, List.of()))));
  }

  private static Scenario scenario(PlannedScenario planned, Outcome outcome) {
    return new Scenario(
        planned.id(),
        planned.name(),
        planned.section(),
        planned.tags(),
        outcome,
        NOON,
        2,
        "",
        "",
        null,
        false,
        List.of(new Command("node1", "uptime\n", 0, "12:00 up 3 days\n")),
        List.of(new Wait("all nodes Ready", false, 10, 9, 30, true, "3 Ready", "4 Ready", true)),
        List.of("evidence/01-lab/first/terminal.txt"),
        Map.of("pi", 3.14));
  }

  private static Scenario with(Scenario of, Failure failure, String blockedBy, String message) {
    return SampleRun.changed(of, of.outcome(), blockedBy, failure, message);
  }

  private static EvidenceFiles none() {
    return path -> Optional.empty();
  }
}
