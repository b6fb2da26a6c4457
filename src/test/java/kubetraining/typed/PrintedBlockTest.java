package kubetraining.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrintedBlockTest {
  private static final Instant THEN = Instant.parse("2026-11-29T20:00:00Z");
  private final List<TypedCommand> typed = new ArrayList<>();

  /** Commands that were typed, parted by commas, with an exit code other than 0 behind them. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          others come in between       | nodes, cd  ~/spark , ls, bin/run --now | cd ~/spark; bin/run \\;  --now; | 2 4
          it was typed at once         | cat <<EOF;x;EOF                        | cat <<EOF;x;EOF;                | 1
          another order is another     | two, one                               | one;two                         |
          a typo is no part of it      | get nods 1                             | get nodes                       |
          a typo is put right          | get nods 1, get nodes                  | get nodes                       | 2
          the last time counts         | one 1, two, one                        | one;two                         | 3 2
          """)
  void linesAreFoundInTheirOrder(String why, String commands, String block, String numbers) {
    for (String each : commands.split(", ")) {
      boolean failed = each.endsWith(" 1");
      typed(each.replaceFirst(" 1$", "").replace(';', '\n'), failed ? 1 : 0);
    }

    assertThat(found(new PrintedBlock(block.replace(';', '\n'), false, Map.of())))
        .map(found -> found.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(Optional.ofNullable(numbers));
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

    assertThat(found(new PrintedBlock("one", false, Map.of()))).isEmpty();
  }

  @Test
  void aValueMayBeTypedForItsName() {
    typed("ping 10.0.0.1", 0);

    assertThat(found(new PrintedBlock("ping $HOST", false, Map.of("HOST", "10.0.0.1"))))
        .isPresent();
    assertThat(found(new PrintedBlock("ping $HOST", false, Map.of()))).isEmpty();
    var names = Map.of("HO", "no", "HOST", "10.0.0.1", "HOST_IP", "no");
    assertThat(found(new PrintedBlock("ping ${HOST}", false, names))).isPresent();
    assertThat(found(new PrintedBlock("ping $HOST_IP", false, names))).isEmpty();
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

  private Optional<List<Integer>> found(PrintedBlock block) {
    return block.in(typed).map(all -> all.stream().map(TypedCommand::number).toList());
  }
}
