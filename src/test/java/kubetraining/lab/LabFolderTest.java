package kubetraining.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabFolderTest {
  private static final LabEngine ENGINE =
      new LabEngine("7TVX:BYUT", "/var/lib/docker", "unix:///var/run/docker.sock");
  private static final LabRecord RECORD =
      new LabRecord(
          "embedded",
          "10.42.0.0/16",
          Instant.parse("2026-01-02T03:04:05Z"),
          Optional.empty(),
          Optional.of(ENGINE),
          Optional.of("anna"),
          Optional.of(Instant.parse("2026-01-02T11:04:05Z")),
          Optional.of(0.25));

  @TempDir Path state;

  @Test
  void aRecordIsReadAsItWasWrittenAndNobodyElseReadsIt() throws IOException {
    var folder = LabFolder.of(state, "spark");
    assertThat(folder.readRecord()).isEmpty();
    folder.writeRecord(RECORD);
    assertThat(folder.readRecord()).contains(RECORD);
    folder.writeRecord(RECORD.running("v1.36.3"));
    assertThat(folder.readRecord()).contains(RECORD.running("v1.36.3"));
    assertThat(folder.path().toFile().list()).as("no draft").containsExactly("lab.json");
    assertThat(modeOf(folder.path())).isEqualTo("rwx------");
    assertThat(modeOf(folder.path().getParent())).isEqualTo("rwx------");
    assertThat(modeOf(folder.path().resolve("lab.json"))).isEqualTo("rw-------");
  }

  @Test
  void anEngineIsKnownAtAnotherAddress() {
    assertThat(ENGINE.is(new LabEngine("7TVX:BYUT", "/var/lib/docker", "tcp://127.0.0.1")))
        .isTrue();
    assertThat(ENGINE.is(new LabEngine("7TVX:BYUT", "/srv/docker", ENGINE.address()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"kind\": \"emb", "{\"kind\": \"embedded\"}", ""})
  void aDamagedRecordSaysWhatToDo(String damaged) throws IOException {
    var folder = LabFolder.of(state, "spark").create();
    Files.writeString(folder.path().resolve("lab.json"), damaged);
    assertThatThrownBy(folder::readRecord)
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContainingAll("lab.json is damaged", "./training down --name spark");
  }

  @Test
  void allLabsAreListedByNameUntilTheyAreDeleted() throws IOException {
    var two = LabFolder.of(state, "two").create();
    LabFolder.of(state, "one").create();
    Files.createFile(state.resolve("labs/one.lock"));
    Files.createDirectory(state.resolve("labs/Not A Lab"));
    assertThat(LabFolder.all(state)).extracting(LabFolder::lab).containsExactly("one", "two");
    two.delete();
    two.delete();
    assertThat(two.exists()).isFalse();
    assertThat(LabFolder.all(state)).extracting(LabFolder::lab).containsExactly("one");
    assertThat(LabFolder.all(state.resolve("nowhere"))).isEmpty();
  }

  @Test
  void aNameCannotLeadOutOfTheStateFolder() {
    assertThatThrownBy(() -> LabFolder.of(state, "../other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lower-case letters, digits and dashes");
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
