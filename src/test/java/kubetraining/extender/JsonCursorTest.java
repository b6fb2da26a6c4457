package kubetraining.extender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCursorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"12345678\"",
        "\"1234567\\\"\"",
        "\"123456\\\\\"",
        "\"1234567\\\\\\\"90\"",
        "-1.5e+10",
        "true",
        "null",
        "{}",
        "[ ]",
        "{\"a\":{\"b\":[\"}\",\"\\\"]\"]},\"c\":[[],{}]}"
      })
  void skipsAnyValueAndStopsBehindIt(String value) throws UndecodableException {
    var cursor = cursor(" " + value + " , \"next\"");

    int start = cursor.start();
    cursor.skip();

    assertThat(start).isEqualTo(1);
    assertThat(cursor.end()).isEqualTo(1 + value.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ":", "}", "]", "x", "nul", "@"})
  void whatIsNoValueIsNotSkipped(String nonsense) {
    assertThatThrownBy(() -> cursor(nonsense).skip())
        .isInstanceOf(UndecodableException.class)
        .hasMessage("a value expected, at byte 0 of " + nonsense.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"\\", "\"\\\"", "\"12345678", "{\"a", "{\"a\":1", "[{}", "["})
  void neverReadsBeyondTheBodyEvenIfTheBufferGoesOn(String unfinished) {
    byte[] stale = "\"]}\"]}\"]}\"]}\"]}\"]}".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = unfinished.getBytes(StandardCharsets.UTF_8);
    byte[] buffer = Arrays.copyOf(bytes, bytes.length + stale.length);
    System.arraycopy(stale, 0, buffer, bytes.length, stale.length);

    assertThatThrownBy(() -> new JsonCursor(new Body(buffer, bytes.length)).skip())
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("the body ends");
  }

  @Test
  void everyLengthOfTextIsReadWithAndWithoutEscapes() throws UndecodableException {
    for (int length = 0; length < 40; length++) {
      String plain = "ü".repeat(length);
      assertThat(cursor('"' + plain + '"').text("it")).isEqualTo(plain);
      assertThat(cursor('"' + plain + "\\n\\u0041\"").text("it")).isEqualTo(plain + "\nA");
    }
    assertThat(cursor("null").text("it")).isEmpty();
    assertThatThrownBy(() -> cursor("\"\\x\"").text("it")).hasMessageContaining("cannot be read");
  }

  @Test
  void walksThroughObjectsAndLists() throws UndecodableException {
    var cursor = cursor("{ \"a\" : [ ] , \"b\" : [ \"x\" , \"y\" ], \"c\": null, \"d\": {} }");

    assertThat(cursor.object("it")).isTrue();
    assertThat(cursor.field()).isEqualTo("a");
    assertThat(cursor.list("a")).isTrue();
    assertThat(cursor.element()).isFalse();
    assertThat(cursor.field()).isEqualTo("b");
    assertThat(cursor.list("b")).isTrue();
    assertThat(cursor.element()).isTrue();
    assertThat(cursor.text("x")).isEqualTo("x");
    assertThat(cursor.element()).isTrue();
    assertThat(cursor.text("y")).isEqualTo("y");
    assertThat(cursor.element()).isFalse();
    assertThat(cursor.field()).isEqualTo("c");
    assertThat(cursor.list("c")).isFalse();
    assertThat(cursor.field()).isEqualTo("d");
    assertThat(cursor.object("d")).isTrue();
    assertThat(cursor.field()).isNull();
    assertThat(cursor.field()).isNull();
    cursor.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{,\"a\":1}", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{a:1}"})
  void wrongPunctuationIsNoticed(String wrong) {
    assertThatThrownBy(
            () -> {
              var cursor = cursor(wrong);
              cursor.object("it");
              while (cursor.field() != null) {
                cursor.skip();
              }
            })
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("expected");
  }

  private static JsonCursor cursor(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new JsonCursor(new Body(bytes, bytes.length));
  }
}
