package kubetraining.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import kubetraining.course.Outcome;
import org.junit.jupiter.api.Test;

final class ProgressTextTest {
  @Test
  void withoutAnEarlierRunNothingIsSaid() {
    assertThat(new ProgressText(SampleReport.ended()).text()).doesNotContain("Since the last runs");
  }

  @Test
  void ifNothingIsNewThatIsSaid() {
    assertThat(text(new ProgressReport.History(1, List.of(), List.of(), List.of(), List.of())))
        .contains(
            """

            ## Since the last runs

            Compared with 1 earlier run.
            No result changed, and nothing became much slower.
            """);
  }

  @Test
  void whatIsNewIsToldInTablesThatAnyNameFitsInto() {
    var turned =
        new ProgressReport.Turned("03-spark/pi", "a | b", Outcome.DONE, Outcome.NOT_YET, "run-1");
    var slower = new ProgressReport.Slower("03-spark/pi", "a | b", 20.04, 10, 3);
    var ids = IntStream.rangeClosed(1, 12).mapToObj(i -> "id-" + i).toList();

    assertThat(
            text(
                new ProgressReport.History(4, List.of(turned), List.of(slower), ids, List.of("x"))))
        .contains(
            "Compared with 4 earlier runs.\n",
            "| a \\| b | done | not yet | `run-1` |\n",
            "| a \\| b | 20.0 | 10.0 | 3 |\n",
            "Tried for the first time: id-1, ",
            "id-10 and 2 more.\n",
            "No longer in the guide: x.\n")
        .doesNotContain("Nothing turned", "id-11");
  }

  private static String text(ProgressReport.History history) {
    return new ProgressText(SampleReport.with(SampleReport.ended(), "history", history)).text();
  }
}
