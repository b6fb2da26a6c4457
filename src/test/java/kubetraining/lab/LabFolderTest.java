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

final class LabFolderTest {
  private static final LabRecord RECORD =
      new LabRecord(
          "embedded",
          "10.42.0.0/16",
          Instant.parse("2026-01-02T03:04:05Z"),
          Optional.empty(),
          Optional.empty(),
          Optional.of("anna"),
          Optional.of(Instant.parse("2026-01-02T11:04:05Z")),
          Optional.of(0.25));

  @TempDir Path state;

  @Test
  void nobodyButTheOwnerReadsWhatIsKnownOfALab() throws IOException {
    var folder = LabFolder.of(state, "spark").create();
    folder.writeRecord(RECORD);

    assertThat(modeOf(folder.path())).isEqualTo("rwx------");
    assertThat(modeOf(folder.path().getParent())).isEqualTo("rwx------");
    assertThat(modeOf(folder.path().resolve("lab.json"))).isEqualTo("rw-------");
  }

  @Test
  void aRecordIsReadAsItWasWrittenAndNoDraftIsLeft() throws IOException {
    var folder = LabFolder.of(state, "spark");
    assertThat(folder.readRecord()).isEmpty();
    folder.writeRecord(RECORD);
    assertThat(folder.readRecord()).contains(RECORD);

    folder.writeRecord(RECORD.running("v1.36.3"));
    assertThat(folder.readRecord()).contains(RECORD.running("v1.36.3"));
    try (var entries = Files.list(folder.path())) {
      assertThat(entries.map(entry -> entry.getFileName().toString())).containsExactly("lab.json");
    }
  }

  @Test
  void theEngineOfALabIsRememberedAndKnownAtAnotherAddress() {
    var engine = new LabEngine("7TVX:BYUT", "/var/lib/docker", "unix:///var/run/docker.sock");
    var folder = LabFolder.of(state, "spark");
    folder.writeRecord(
        new LabRecord(
            "embedded",
            "10.42.0.0/16",
            RECORD.createdAt(),
            Optional.empty(),
            Optional.of(engine),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));

    var read = folder.readRecord().orElseThrow().running("v1.36.3").engine().orElseThrow();
    assertThat(read).isEqualTo(engine);
    assertThat(read.is(new LabEngine("7TVX:BYUT", "/var/lib/docker", "tcp://127.0.0.1"))).isTrue();
    assertThat(read.is(new LabEngine("7TVX:BYUT", "/srv/docker", read.address()))).isFalse();
  }

  @Test
  void aDamagedRecordSaysWhatToDo() throws IOException {
    var folder = LabFolder.of(state, "spark").create();
    for (String damaged : new String[] {"{\"kind\": \"emb", "{\"kind\": \"embedded\"}", ""}) {
      Files.writeString(folder.path().resolve("lab.json"), damaged);
      assertThatThrownBy(folder::readRecord)
          .as("record '%s'", damaged)
          .isInstanceOf(LabUnavailableException.class)
          .hasMessageContaining("lab.json is damaged")
          .hasMessageContaining("./training down --name spark");
    }
  }

  @Test
  void allLabsAreListedByNameAndNothingElse() throws IOException {
    LabFolder.of(state, "two").create();
    LabFolder.of(state, "one").create();
    Files.createFile(state.resolve("labs/one.lock"));
    Files.createDirectory(state.resolve("labs/Not A Lab"));

    assertThat(LabFolder.all(state)).extracting(LabFolder::lab).containsExactly("one", "two");
    assertThat(LabFolder.all(state.resolve("nowhere"))).isEmpty();
  }

  @Test
  void aDeletedLabIsForgottenAndDeletingAgainIsNoFailure() {
    var folder = LabFolder.of(state, "spark");
    folder.writeRecord(RECORD);
    folder.delete();
    folder.delete();
    assertThat(folder.exists()).isFalse();
    assertThat(LabFolder.all(state)).isEmpty();
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
