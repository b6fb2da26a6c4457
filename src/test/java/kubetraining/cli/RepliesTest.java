package kubetraining.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepliesTest {
  @ParameterizedTest
  @CsvSource({
    "down --name=,--name",
    "verify --challenge= a.zip,--challenge",
    "artifacts list --for=,--for",
    "artifacts mirror --folder x --registry=,--registry"
  })
  void anEmptyValueIsNotTakenForNone(String typed, String named) {
    assertThat(refused(typed.split(" "))).contains("an empty value was given for " + named);
  }

  @Test
  void anEmptyPathIsNotTheCurrentFolder() {
    assertThat(refused("verify", "")).contains("an empty value was given for DIR|FILE.zip");
    assertThat(refused("artifacts", "export", " ")).contains("an empty value was given for FILE");
  }

  private static String refused(String... typed) {
    var err = new StringWriter();
    int code = Training.commandLine().setErr(new PrintWriter(err, true)).execute(typed);
    assertThat(code).as(err.toString()).isEqualTo(2);
    return err.toString();
  }

  @Test
  void aCommandThatJavaCannotCarryOutHasNotSaidNo() {
    int code =
        Replies.exitCode(
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(code).isEqualTo(2);
    assertThat(Replies.exitCode(() -> 7)).isEqualTo(7);
  }
}
