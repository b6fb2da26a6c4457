package kubetraining.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kubetraining.host.Texts;
import org.junit.jupiter.api.Test;

final class MarkReaderTest {
  private static final String KEY = "k1";
  private final List<TypedCommand> told = new ArrayList<>();
  private final MarkReader reader = new MarkReader("node1", "s", KEY, told::add);

  @Test
  void aCommandIsToldWhenItBeginsAndWhenItEndsAndBytesMayComeInAnyPieces() {
    var shown = begins("echo ä", 1, 0) + "\u001b[32mä\u001b[0m\r\n" + ends(3);
    var all = shown.getBytes(StandardCharsets.UTF_8);
    for (byte each : all) {
      reader.read(new byte[] {each}, 1);
    }

    assertThat(told).extracting(TypedCommand::hasEnded).containsExactly(false, true);
    assertThat(ended())
        .extracting(TypedCommand::text, TypedCommand::exitCode, TypedCommand::output)
        .containsExactly(tuple("echo ä", 3, "ä\n"));
  }

  @Test
  void marksOfOtherProgramsAreOutput() {
    sent(
        begins("cat notes", 1, 0)
            + "\u001b]633;E;rm -rf x;other\u0007\u001b]133;C;other;9;0\u0007\u001b]133;D;0\u0007"
            + "\u001b]0;title\u001b\\text\r\n"
            + ends(0));

    assertThat(ended()).extracting(TypedCommand::text).containsExactly("cat notes");
    assertThat(ended()).extracting(TypedCommand::output).containsExactly("text\n");
  }

  @Test
  void longOutputKeepsItsBeginningAndItsEnd() {
    String line = "x".repeat(99) + "\n";
    sent(begins("yes", 1, 0) + "first\n" + line.repeat(5000) + "last\n" + ends(0));

    assertThat(ended().get(0).output())
        .startsWith("first\n")
        .contains("[... cut ...]")
        .endsWith("last\n")
        .hasSizeLessThan(3 * ShownText.HALF);
  }

  @Test
  void aLineThatWasWrittenOverIsAsItWasLast() {
    assertThat(ShownText.plain("10%\r50%\r100%\r\n\u001b[2J\u001b[Hdone\n"))
        .isEqualTo("100%\ndone\n");
  }

  private static String begins(String escaped, int number, int before) {
    String marks = "\u001b]633;E;%s;k1\u0007\u001b]133;C;k1;%d;%d\u0007";
    return Texts.of(marks, escaped, number, before);
  }

  private static String ends(int exit) {
    return "\u001b]133;D;" + exit + ";k1\u0007\u001b]133;A\u0007";
  }

  private void sent(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reader.read(bytes, bytes.length);
  }

  private List<TypedCommand> ended() {
    return told.stream().filter(TypedCommand::hasEnded).toList();
  }
}
