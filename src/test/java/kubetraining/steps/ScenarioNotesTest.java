package kubetraining.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScenarioNotesTest {
  private final List<String> calls = new ArrayList<>();

  @Test
  void notesUndoNewestFirstAndMayBeDisposedTwice() {
    var notes = new ScenarioNotes();
    notes.undo().push("first", () -> calls.add("first"));
    notes.undo().push("second", () -> calls.add("second"));

    notes.undo().close();
    assertThatCode(notes::dispose).doesNotThrowAnyException();
    assertThat(calls).containsExactly("second", "first");
  }

  @Test
  void anUndoThatSeesSomethingWrongDoesNotHideTheNext() {
    var notes = new ScenarioNotes();
    notes.undo().push("first", () -> calls.add("first"));
    notes
        .undo()
        .push(
            "look",
            () -> {
              throw new AssertionError("node4 is not Ready");
            });

    assertThatThrownBy(notes.undo()::close).hasMessageContaining("look: node4 is not Ready");
    assertThat(calls).containsExactly("first");
  }
}
