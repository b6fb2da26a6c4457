package kubetraining.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import kubetraining.course.PlannedScenario;
import kubetraining.observe.Now;
import kubetraining.observe.Now.State;
import kubetraining.observe.Tick;
import kubetraining.redaction.Redaction;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.Test;

final class PictureTest {
  private static final List<String> COMMANDS =
      List.of("kubectl create -f ~/training/04-scheduler/podpi.yaml --namespace default");
  private static final String PROSE =
      """
      The field `schedulerName` of a pod says which scheduler should place it. If a pod names
      none, `default-scheduler` places it.

      **What do you expect?** In the end the pod gets a node.
      """;
  private static final Now TYPE = now(1, State.TYPE, "commands", COMMANDS);
  private static final Now EXISTS =
      SampleReport.with(
          now(1, State.NOT_RIGHT, "commands", COMMANDS, "expected", "exit code 0"),
          "seen",
          "NAME     STATUS\npodpi9   Running",
          "hint",
          "Look at the log of the scheduler, and then at the events of the pod itself.",
          "over",
          List.of(0));

  @Test
  void nextIsWhatToType() {
    assertThat(text(picture(PROSE, TYPE), 80, 24, ""))
        .isEqualTo(
            """
            Section 4, scenario 1 of 2, 0 earned
            The pod waits for its scheduler

            The field `schedulerName` of a pod says which scheduler should place it. If a
            pod names none, `default-scheduler` places it.

            **What do you expect?** In the end the pod gets a node.

            [x] Given there is no scheduler
            [ ] When the trainee runs on node1:
            [ ] Then pod "podpi9" is placed

            type on node1, in a shell of ./training ssh node1:

            kubectl create -f ~/training/04-scheduler/podpi.yaml --namespace default






            Ctrl+C ends this, and nothing that you have earned is lost. In another terminal:
            ./training ssh node1, and if you are stuck ./training hint. Say what you expect:
            ./training expect ...
            """);
  }

  @Test
  void inANarrowTerminalALongCommandIsWholeAndTheProseGivesWay() {
    assertThat(text(picture(PROSE, EXISTS), 60, 25, ""))
        .isEqualTo(
            """
            Section 4, scenario 1 of 2, 0 earned
            The pod waits for its scheduler

            [x] Given there is no scheduler (no longer so)
            [ ] When the trainee runs on node1:
            [ ] Then pod "podpi9" is placed

            type on node1, in a shell of ./training ssh node1:

            kubectl create -f ~/training/04-scheduler/podpi.yaml --namespace default

            not right
            expected: exit code 0
            seen:     NAME     STATUS
                      podpi9   Running
            hint:     Look at the log of the scheduler, and then at the
                      events of the pod itself.



            Ctrl+C ends this, and nothing that you have earned is lost.
            In another terminal: ./training ssh node1, and if you are
            stuck ./training hint. Say what you expect:
            ./training expect ...
            """);
  }

  @Test
  void whatToTypeIsShownBeforeAllElse() {
    assertThat(text(picture(PROSE, EXISTS), 60, 12, ""))
        .startsWith("[ ] When the trainee runs on node1:\n\ntype on node1")
        .contains(COMMANDS.get(0))
        .contains("seen:     NAME")
        .endsWith("... (a larger window shows more)\n");
  }

  @Test
  void ofLongProseThereIsAsMuchAsThereIsRoomFor() {
    String prose = String.join("\n\n", Collections.nCopies(30, "A paragraph of the guide."));
    String shown = text(picture(prose, TYPE), 80, 30, "");
    assertThat(shown).contains("A paragraph of the guide.\n... (a larger window shows more)\n");
    assertThat(shown).endsWith("if you are stuck ./training hint.\n");
  }

  @Test
  void aFaultOfTheLabIsNobodysAndWhatGoesOnIsShown() {
    var fault = now(2, State.LAB_FAULT, "message", "node1 is silent");
    assertThat(text(picture("", fault), 80, 24, "waiting for pod podpi9"))
        .contains(
            """
            [ ] When the trainee runs on node1:
            [ ] Then pod "podpi9" is placed

            the lab failed, and not you; it is looked at again: node1 is silent
            waiting for pod podpi9

            """);
  }

  @Test
  void whatWasShownIsNotCalledEarned() {
    var picture =
        new Picture(scenario(""), "Section 4", List.of(tick(0, true)), TYPE, " --name second");
    assertThat(text(picture, 80, 24, ""))
        .contains("[x] Given there is no scheduler (shown)\n")
        .contains("./training ssh node1 --name second", "./training hint --name second");
  }

  @Test
  void noLineIsWiderThanTheTerminalAndThePictureIsNeverTooTall() {
    String wide = "日本語のとても長い文章".repeat(12) + " 🚀 é";
    var now = allOver(wide);
    assertThat(picture(wide, now).rows(5, 3, wide)).isNotEmpty();
    for (int columns = 60; columns < 130; columns += 7) {
      for (int rows = 15; rows < 60; rows += 9) {
        var shown = picture(wide, now).rows(columns, rows, wide);
        int most = columns;
        assertThat(shown)
            .filteredOn(each -> !each.text().startsWith("echo"))
            .allMatch(each -> Columns.width(each.text()) <= most);
        assertThat(shown.stream().mapToInt(each -> Columns.rows(each.text(), most)).sum())
            .isLessThanOrEqualTo(rows);
      }
    }
  }

  @Test
  void secretsAreTakenOut() {
    String secret = "screen-secret-4711";
    Redaction.secret(secret);
    assertThat(text(picture(secret, allOver(secret)), 80, 40, secret)).doesNotContain(secret);
  }

  private static String text(Picture picture, int columns, int rows, String doing) {
    return picture.rows(columns, rows, doing).stream()
        .map(each -> each.text() + "\n")
        .collect(Collectors.joining());
  }

  private static Now now(int step, State state, Object... values) {
    var now = SampleReport.with(Now.at("04-scheduler/a", step, state), "machine", "node1");
    return SampleReport.with(now, values);
  }

  private static Now allOver(String text) {
    var now = now(1, State.NOT_YET, "commands", List.of("echo " + text), "hint", text);
    return SampleReport.with(now, "expected", text, "seen", text);
  }

  private static PlannedScenario scenario(String prose) {
    return SampleReport.planned(
        "04-scheduler/a",
        "The pod waits for its scheduler",
        prose,
        "Given there is no scheduler",
        "When the trainee runs on node1:\n" + COMMANDS.get(0),
        "Then pod \"podpi9\" is placed");
  }

  private static Tick tick(int step, boolean shown) {
    return new Tick("04-scheduler/a", step, "", Instant.EPOCH, Instant.EPOCH, List.of(), shown);
  }

  private static Picture picture(String prose, Now now) {
    return new Picture(
        scenario(prose), "Section 4, scenario 1 of 2, 0 earned", List.of(tick(0, false)), now, "");
  }
}
