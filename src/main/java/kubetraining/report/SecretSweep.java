package kubetraining.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.host.FileWork;
import kubetraining.host.WholeFile;
import kubetraining.redaction.Redaction;

/**
 * The last look at the folder of reports. What others write into it, such as Cucumber and Allure,
 * has not passed through our hands; and a secret may have become known after it was written down.
 */
public record SecretSweep(Path reports) {
  private static final Set<String> OF_OTHERS =
      Set.of("allure-results", "messages.ndjson", "junit.xml");
  private static final Pattern LINES = Pattern.compile("(?<=\n)");
  private static final int LOOK = 8192;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Takes secrets out of every text there is.
   *
   * @return the files in which there were any, relative to the folder
   */
  public List<Path> sweep() {
    try (Stream<Path> files = Files.walk(reports)) {
      var texts =
          files
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .map(reports::relativize)
              .filter(
                  file -> !file.startsWith("log") && !file.getFileName().toString().equals(".lock"))
              .sorted()
              .toList();
      return texts.parallelStream().filter(this::mended).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for secrets in " + reports, e);
    }
  }

  private boolean mended(Path file) {
    Path whole = reports.resolve(file);
    return FileWork.get(
        "cannot look for secrets in " + whole,
        () -> {
          byte[] content = Files.readAllBytes(whole);
          String text = new String(content, StandardCharsets.UTF_8);
          String redacted = isText(content) ? redacted(file, text) : text;
          if (!redacted.equals(text)) {
            WholeFile.write(whole, redacted.getBytes(StandardCharsets.UTF_8));
          }
          return !redacted.equals(text);
        });
  }

  private static String redacted(Path file, String text) {
    String name = file.toString();
    if (!OF_OTHERS.contains(file.getName(0).toString())) {
      return Redaction.redactKnown(text);
    }
    if (name.endsWith(".ndjson")) {
      // Each line of such a file stands for itself, and most need no look.
      return LINES
          .splitAsStream(text)
          .parallel()
          .map(SecretSweep::redactJson)
          .collect(Collectors.joining());
    }
    return name.endsWith(".json") ? redactJson(text) : Redaction.redact(text);
  }

  private static boolean isText(byte[] content) {
    int look = Math.min(content.length, LOOK);
    return new String(content, 0, look, StandardCharsets.ISO_8859_1).indexOf(0) < 0;
  }

  /**
   * JSON that others wrote: each text in it as a text, in which lines are lines, and then as it
   * stands, where a value is known by its name.
   */
  private static String redactJson(String json) {
    try {
      JsonNode before = JSON.readTree(json);
      JsonNode after = redacted("", before.deepCopy());
      String end = json.endsWith("\n") ? "\n" : "";
      return Redaction.redact(after.equals(before) ? json : JSON.writeValueAsString(after) + end);
    } catch (JsonProcessingException e) {
      return Redaction.redact(json); // no JSON after all
    }
  }

  private static JsonNode redacted(String name, JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(each -> each.setValue(redacted(each.getKey(), each.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, redacted(name, array.get(i)));
      }
    } else if (node.isTextual()) {
      return TextNode.valueOf(Redaction.redact(name, node.textValue()));
    }
    return node;
  }
}
