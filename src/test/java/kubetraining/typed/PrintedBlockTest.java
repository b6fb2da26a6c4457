package kubetraining.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PrintedBlockTest {
  private static final Instant THEN = Instant.parse("2026-11-29T20:00:00Z");
  private final List<TypedCommand> typed = new ArrayList<>();

  @Test
  void linesAreFoundInTheirOrderWithOthersInBetween() {
    typed("kubectl get nodes", 0);
    typed("cd  ~/spark ", 0);
    typed("ls", 0);
    typed("bin/run --now", 0);

    assertThat(found("cd ~/spark\nbin/run \\\n  --now\n")).contains(List.of(2, 4));
  }

  @Test
  void aBlockThatWasTypedAtOnceIsFound() {
    typed("cat <<EOF\nx\nEOF", 0);

    assertThat(found("cat <<EOF\nx\nEOF\n")).contains(List.of(1));
  }

  @Test
  void anotherOrderIsAnotherBlock() {
    typed("two", 0);
    typed("one", 0);

    assertThat(found("one\ntwo")).isEmpty();
  }

  @Test
  void aTypoIsNoPartOfIt() {
    typed("kubectl get nods", 1);
    assertThat(found("kubectl get nodes")).isEmpty();

    typed("kubectl get nodes", 0);
    assertThat(found("kubectl get nodes")).contains(List.of(2));
  }

  @Test
  void whatWasTypedAgainCountsAsItWasTypedLast() {
    typed("one", 1);
    typed("two", 0);
    typed("one", 0);

    assertThat(found("one\ntwo")).contains(List.of(3, 2));
  }

  @Test
  void whereAllMustSucceedWhatHasSucceededIsDone() {
    typed("create x", 1);
    typed("create x", 0);
    typed("create x", 1);

    assertThat(found(new PrintedBlock("create x", true, Map.of()))).contains(List.of(2));
    assertThat(found(new PrintedBlock("create x", false, Map.of()))).contains(List.of(3));
  }

  @Test
  void aLineThatFailedIsKnownBeforeTheOthersAreTyped() {
    var block = new PrintedBlock("one\ntwo\nthree", true, Map.of());
    typed("one", 0);
    assertThat(block.failedIn(typed)).isEmpty();

    typed("two", 1);
    assertThat(block.failedIn(typed).orElseThrow()).hasSize(2);
    assertThat(new PrintedBlock("one\ntwo", false, Map.of()).failedIn(typed)).isEmpty();

    typed("two", 0);
    assertThat(block.failedIn(typed)).isEmpty();
  }

  @Test
  void aCommandWhoseConnectionBrokeDoesNotCount() {
    typed.add(new TypedCommand("node1", "s", 1, "one", THEN, THEN, null, ""));

    assertThat(found("one")).isEmpty();
  }

  @Test
  void aValueMayBeTypedForItsName() {
    typed("ping 10.0.0.1", 0);

    assertThat(found(new PrintedBlock("ping $HOST", false, Map.of("HOST", "10.0.0.1"))))
        .isPresent();
    assertThat(found(new PrintedBlock("ping $HOST", false, Map.of()))).isEmpty();
  }

  @Test
  void theLastCommandMayStillRunIfTheBlockHasOnlyToBegin() {
    typed("cd x", 0);
    typed.add(new TypedCommand("node1", "s", 2, "serve", THEN, null, null, ""));
    var block = new PrintedBlock("cd x\nserve", false, Map.of());

    assertThat(block.in(typed)).isEmpty();
    assertThat(block.begunIn(typed)).isPresent();
  }

  private void typed(String text, int exit) {
    int number = typed.size() + 1;
    typed.add(new TypedCommand("node1", "s", number, text, THEN, THEN, exit, ""));
  }

  private Optional<List<Integer>> found(String block) {
    return found(new PrintedBlock(block, false, Map.of()));
  }

  private Optional<List<Integer>> found(PrintedBlock block) {
    return block.in(typed).map(all -> all.stream().map(TypedCommand::number).toList());
  }
}
