package kubetraining.extender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Walks over JSON and skips what is not asked for, eight bytes at a step inside texts. A list of a
 * thousand nodes is 14 MB, of which we want 60 kB; a full parser takes five times as long over it.
 * Of what is skipped, only brackets and quotes are looked at.
 */
final class JsonCursor {
  private static final JsonFactory JSON = new JsonFactory();
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean opened;

  JsonCursor(Body body) {
    bytes = body.bytes();
    end = body.length();
  }

  /** Where the value that comes next begins. */
  int start() throws UndecodableException {
    peek();
    return at;
  }

  /** Where the value that was read last has ended. */
  int end() {
    return at;
  }

  /** Enters an object; false if there is null in its place. */
  boolean object(String what) throws UndecodableException {
    return enter('{', what + ": an object expected");
  }

  /** Enters a list; false if there is null in its place. */
  boolean list(String what) throws UndecodableException {
    return enter('[', what + ": a list expected");
  }

  /** The name of the next field of the object that was entered last; null when it has ended. */
  @Nullable String field() throws UndecodableException {
    if (!goesOn('}')) {
      return null;
    }
    String name = text("the name of a field");
    if (peek() != ':') {
      throw wrong("a colon expected");
    }
    at++;
    return name;
  }

  /** Whether the list that was entered last has another element. */
  boolean element() throws UndecodableException {
    return goesOn(']');
  }

  /** A text; empty if there is null in its place. */
  String text(String what) throws UndecodableException {
    if (absent()) {
      return "";
    }
    if (peek() != '"') {
      throw wrong(what + ": a text expected");
    }
    int from = at;
    at = afterText(from + 1);
    boolean plain = bytes[quoteOrBackslash(from + 1)] == '"';
    return plain
        ? new String(bytes, from + 1, at - from - 2, StandardCharsets.UTF_8)
        : unescaped(from);
  }

  /** Leaves out the next value, whatever it is. */
  void skip() throws UndecodableException {
    switch (peek()) {
      case '{', '[' -> skipNested();
      case '"' -> {
        at = afterText(at + 1);
      }
      default -> skipWord();
    }
  }

  /** Makes sure that nothing follows. */
  void finish() throws UndecodableException {
    blanks();
    if (at < end) {
      throw wrong("nothing more expected");
    }
  }

  UndecodableException wrong(String why) {
    return new UndecodableException(
        String.format(Locale.ROOT, "%s, at byte %d of %d", why, at, end));
  }

  private boolean enter(char bracket, String otherwise) throws UndecodableException {
    if (absent()) {
      return false;
    }
    if (peek() != bracket) {
      throw wrong(otherwise);
    }
    at++;
    opened = true;
    return true;
  }

  private boolean goesOn(char bracket) throws UndecodableException {
    byte next = peek();
    boolean first = opened;
    opened = false;
    if (next == bracket) {
      at++;
      return false;
    }
    if (!first) {
      if (next != ',') {
        throw wrong(String.format(Locale.ROOT, "a comma or %s expected", bracket));
      }
      at++;
    }
    return true;
  }

  private boolean absent() throws UndecodableException {
    if (peek() != 'n') {
      return false;
    }
    skipWord();
    return true;
  }

  private void skipWord() throws UndecodableException {
    int from = at;
    while (at < end && (Character.isLetterOrDigit(bytes[at]) || "+-.".indexOf(bytes[at]) >= 0)) {
      at++;
    }
    byte first = bytes[from];
    boolean number = first == '-' || (first >= '0' && first <= '9');
    if (!number && !isOneOf(new String(bytes, from, at - from, StandardCharsets.US_ASCII))) {
      at = from;
      throw wrong("a value expected");
    }
  }

  private static boolean isOneOf(String word) {
    return word.equals("null") || word.equals("true") || word.equals("false");
  }

  // Most of the time is spent here, so it goes by a local variable and looks at each byte once.
  private void skipNested() throws UndecodableException {
    final byte[] all = bytes;
    final int last = end;
    int depth = 0;
    int i = at;
    while (i < last) {
      byte next = all[i++];
      if (next == '"') {
        i = afterText(i);
      } else if (next == '{' || next == '[') {
        depth++;
      } else if ((next == '}' || next == ']') && --depth == 0) {
        at = i;
        return;
      }
    }
    at = end;
    throw wrong("the body ends too early");
  }

  /** Where the text has ended whose first byte, behind the quote, is given. */
  private int afterText(int first) throws UndecodableException {
    int i = quoteOrBackslash(first);
    while (i < end && bytes[i] == '\\') {
      i = quoteOrBackslash(i + 2);
    }
    if (i >= end) {
      at = end;
      throw wrong("the body ends within a text");
    }
    return i + 1;
  }

  // A byte of a word is zero after xor if it is the one that is sought; the usual trick then sets
  // the highest bit of the first such byte.
  private int quoteOrBackslash(int from) {
    final byte[] all = bytes;
    int i = from;
    for (int last = end - Long.BYTES; i <= last; i += Long.BYTES) {
      long word = (long) EIGHT.get(all, i);
      long quote = word ^ QUOTES;
      long backslash = word ^ BACKSLASHES;
      long found = ((quote - ONES & ~quote) | (backslash - ONES & ~backslash)) & HIGH;
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (i < end && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  private String unescaped(int from) throws UndecodableException {
    try (JsonParser json = JSON.createParser(bytes, from, at - from)) {
      json.nextToken();
      return json.getText();
    } catch (IOException e) {
      at = from;
      throw wrong("a text cannot be read: " + e.getMessage());
    }
  }

  private byte peek() throws UndecodableException {
    blanks();
    if (at >= end) {
      throw wrong("the body ends too early");
    }
    return bytes[at];
  }

  private void blanks() {
    while (at < end
        && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
      at++;
    }
  }
}
