package kubetraining.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ColumnsTest {
  @Test
  void signsTakeNoneOneOrTwoColumns() {
    assertThat(Columns.width("node1")).isEqualTo(5);
    assertThat(Columns.width("日本")).isEqualTo(4);
    assertThat(Columns.width("e\u0301 🚀")).isEqualTo(4);
  }

  @Test
  void aTerminalPutsAWideSignThatDoesNotFitIntoTheNextRow() {
    assertThat(Columns.rows("", 4)).isEqualTo(1);
    assertThat(Columns.rows("abcd", 4)).isEqualTo(1);
    assertThat(Columns.rows("abcde", 4)).isEqualTo(2);
    assertThat(Columns.rows("abc日", 4)).isEqualTo(2);
  }

  @Test
  void linesAreBrokenBetweenWordsAndLongWordsWhereTheyMustBe() {
    assertThat(Columns.wrap("one two three", 8, 0)).containsExactly("one two", "three");
    assertThat(Columns.wrap("one two three", 8, 2)).containsExactly("one two", "  three");
    assertThat(Columns.wrap("a 123456789", 6, 2)).containsExactly("a", "  1234", "  5678", "  9");
    assertThat(Columns.wrap("日本語日本語", 5, 0)).containsExactly("日本", "語日", "本語");
    assertThat(Columns.wrap("  name   x", 20, 0)).containsExactly("  name   x");
  }
}
