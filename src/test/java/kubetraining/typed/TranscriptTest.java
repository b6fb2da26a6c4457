package kubetraining.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TranscriptTest {
  private static final Instant THEN = Instant.parse("2026-11-29T20:00:00Z");
  @TempDir Path lab;

  @Test
  void secretsAreNotKept() throws IOException {
    var transcript = Transcript.of(lab, "node1");
    transcript.add(begun("curl -H 'Authorization: Bearer abcdefghij0123456789abcdefghij'", 1));

    assertThat(Files.readString(lab.resolve("typed/node1.ndjson")))
        .doesNotContain("abcdefghij0123456789");
  }

  @Test
  void whatIsLargeIsPutAside() {
    var transcript = new Transcript(lab.resolve("typed/node1.ndjson"), 300);
    for (int i = 1; i <= 10; i++) {
      transcript.add(begun("command " + i, i));
    }

    assertThat(transcript.commands()).extracting(TypedCommand::text).contains("command 10");
    assertThat(transcript.commands()).hasSizeLessThan(10);
    assertThat(lab.resolve("typed/node1.ndjson.1")).exists();
  }

  @Test
  void aMachineWhereNobodyTypedHasNone() {
    assertThat(Transcript.of(lab, "node2").commands()).isEmpty();
    assertThat(Transcript.of(lab, "node2").state()).isEmpty();
  }

  private static TypedCommand begun(String text, int number) {
    return new TypedCommand("node1", "s", number, text, THEN.plusSeconds(number), null, null, "");
  }
}
