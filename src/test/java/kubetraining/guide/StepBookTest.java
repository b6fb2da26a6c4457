package kubetraining.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StepBookTest {
  @TempDir private Path project;

  @Test
  void aStepIsListedWithItsUsesAndWithoutAnyItIsMissed() throws IOException {
    Files.writeString(
        Files.createDirectory(project.resolve("features")).resolve("01-one.feature"),
        """
        @section-1
        Feature: One
          Scenario: A
            Then node1 is the only control plane
            And node2 stays Ready for at least 5 seconds
            When meanwhile the trainee runs on node1:
          Scenario: B
            Then node1 stays Ready for at least 7 seconds
        """);
    var book = StepBook.read(project, "features");

    assertThat(book.uses().entrySet())
        .filteredOn(each -> !each.getValue().isEmpty())
        .extracting(each -> each.getKey().text(), each -> each.getValue().size())
        .containsExactlyInAnyOrder(
            tuple("{machine} is the only control plane", 1),
            tuple("meanwhile the trainee runs on {machine}:", 1),
            tuple("{machine} stays Ready for at least {int} seconds", 2));
    assertThat(book.doubles()).isEmpty();
  }
}
