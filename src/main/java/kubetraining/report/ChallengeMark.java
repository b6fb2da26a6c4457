package kubetraining.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import kubetraining.host.Texts;

/**
 * Puts the word that was said before a run into each file that is kept of it, so that whatever is
 * copied from a neighbour shows. The file stays what it is, and its readers read it as before.
 *
 * @param word empty if none was said; nothing is put anywhere then
 */
public record ChallengeMark(String word) {
  /** What it is called wherever things have names. */
  public static final String NAME = "challenge";

  private static final Pattern ROOT = Pattern.compile("(<svg\\b[^>]*[^/]>)");
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** Where the first chunk of a PNG ends, the header, which is always of the same length. */
  private static final int AFTER_HEADER = 33;

  /**
   * The same content with the word in it: a field, a column, a chunk or a line at the top, by what
   * the ending of its name says. What is of no known kind stays as it is.
   */
  public byte[] on(String name, byte[] content) {
    if (word.isEmpty()) {
      return content;
    }
    return name.endsWith(".png")
        ? picture(content)
        : on(name, new String(content, UTF_8)).getBytes(UTF_8);
  }

  /** As above, of a text. */
  public String on(String name, String text) {
    if (word.isEmpty()) {
      return text;
    }
    return switch (name.replaceFirst("^.*\\.", "").toLowerCase(Locale.ROOT)) {
      case "json" -> object(text);
      case "csv" -> table(text);
      case "svg" ->
          ROOT.matcher(text).replaceFirst(Texts.of("$1<metadata>%s: %s</metadata>", NAME, word));
      case "yaml" -> Texts.of("# %s: %s\n%s", NAME, word, text);
      default -> Texts.of("[%s: %s]\n%s", NAME, word, text);
    };
  }

  private String object(String json) {
    try {
      if (ReportJson.INDENTED.readTree(json) instanceof ObjectNode object) {
        object.put(NAME, word);
        return ReportJson.INDENTED.writeValueAsString(object);
      }
    } catch (JsonProcessingException e) {
      // It was shortened, and is a text now.
    }
    return on("", json);
  }

  // A last column, whose title tells it, too: there may be no row. A line break between quotes is
  // part of a cell.
  private String table(String csv) {
    var marked = new StringBuilder();
    String cell = Texts.of(",%s: %s", NAME, word);
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char each = csv.charAt(i);
      quoted ^= each == '"';
      if (each == '\n' && !quoted) {
        marked.append(cell);
        cell = "," + word;
      }
      marked.append(each);
    }
    return csv.isEmpty() || csv.endsWith("\n") ? marked.toString() : marked.append(cell).toString();
  }

  // An international text, the chunk iTXt: keyword, how it is packed, language, and the text.
  private byte[] picture(byte[] png) {
    if (png.length < AFTER_HEADER || !Arrays.equals(png, 0, PNG.length, PNG, 0, PNG.length)) {
      return png;
    }
    byte[] chunk = Texts.of("iTXtComment\0\0\0\0\0%s: %s", NAME, word).getBytes(UTF_8);
    var sum = new CRC32();
    sum.update(chunk);
    var out = new ByteArrayOutputStream();
    out.write(png, 0, AFTER_HEADER);
    out.writeBytes(ByteBuffer.allocate(4).putInt(chunk.length - 4).array());
    out.writeBytes(chunk);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    out.write(png, AFTER_HEADER, png.length - AFTER_HEADER);
    return out.toByteArray();
  }
}
