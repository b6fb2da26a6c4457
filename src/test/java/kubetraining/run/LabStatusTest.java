package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.report.SampleReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LabStatusTest {
  private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");
  @TempDir Path state;

  @Test
  void aKeptLabIsToldWithItsAgeTheTimeLeftAndItsOwner() {
    KeptLab.keep(lab("blue"));

    assertThat(after(Duration.ofMinutes(125)))
        .containsExactly(
            "lab 'blue': embedded, made 2 h 5 min ago, powers itself off in 5 h 55 min, owner anna,"
                + " kept",
            "  it has no cluster");
  }

  @Test
  void aLabWhoseTimeIsOverIsToldWithTheCure() {
    KeptLab.keep(lab("blue"));

    assertThat(after(Duration.ofMinutes(8 * 60 + 3)))
        .startsWith(
            "lab 'blue': embedded, made 8 h 3 min ago, its lease ended 3 min ago, owner anna,"
                + " kept",
            "  its machines were due to power themselves off then; remove it: ./training down"
                + " --name blue");
  }

  @Test
  void aLabThatIsBeingMadeIsToldWithWhoDoesIt() {
    var lock = LabLock.take(lab("blue"), "training up");
    try {
      assertThat(after(Duration.ofSeconds(20)))
          .startsWith(
              "lab 'blue': embedded, made just now, powers itself off in 7 h 59 min, owner anna")
          .anyMatch(line -> line.matches("  process \\d+ \\(training up\\) since .* is using it"));
    } finally {
      lock.close();
    }
  }

  @Test
  void whatAKilledRunLeftIsToldWithTheCure() {
    LabFolder.of(state, "blue").create();

    assertThat(after(Duration.ZERO))
        .containsExactly(
            "lab 'blue': begun, but nothing is known about it",
            "  left by a run that did not end well; give it back: ./training down --name blue",
            "  it has no cluster");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "{", "[1]", "clusters: 5"})
  void aKubeconfigThatIsDamagedHidesNoOtherLab(String kubeconfig) throws IOException {
    KeptLab.keep(lab("blue"));
    KeptLab.keep(lab("green"));
    Files.writeString(LabFolder.of(state, "blue").kubeconfig(), kubeconfig);

    assertThat(after(Duration.ZERO))
        .anyMatch(line -> line.startsWith("  its cluster "))
        .anyMatch(line -> line.startsWith("lab 'green'"));
  }

  @Test
  void aLabOfAnOlderVersionHasNoOwnerAndNoEnd() throws IOException {
    var folder = LabFolder.of(state, "blue").create();
    Files.writeString(
        folder.path().resolve("lab.json"),
        Texts.of(
            """
            {"kind": "embedded", "networkRange": "10.42.0.0/16", "createdAt": "%s"}
            """,
            MADE));
    KeptLab.keep(folder);

    assertThat(after(Duration.ofDays(1))).startsWith("lab 'blue': embedded, made 1 d ago, kept");
  }

  @Test
  void allLabsAreToldAlsoIfTheRecordOfOneIsDamaged() throws IOException {
    var damaged = LabFolder.of(state, "amber").create();
    Files.writeString(damaged.path().resolve("lab.json"), "{");
    KeptLab.keep(lab("blue"));

    assertThat(after(Duration.ofHours(2)))
        .anyMatch(line -> line.startsWith("lab 'amber': ") && line.contains("is damaged"))
        .anyMatch(line -> line.startsWith("lab 'blue': embedded, made 2 h ago"));
  }

  @Test
  void withoutALabTheWayToOneIsTold() {
    assertThat(after(Duration.ZERO))
        .containsExactly("there is no lab; bring one up: ./training up");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,less than a minute",
    "PT59S,less than a minute",
    "PT1M,1 min",
    "PT59M59S,59 min",
    "PT1H,1 h",
    "PT23H59M,23 h 59 min",
    "PT24H,1 d",
    "PT71H30M,2 d 23 h"
  })
  void spansAreSaidAsAPersonSaysThem(Duration span, String words) {
    assertThat(LabStatus.inWords(span)).isEqualTo(words);
  }

  @Test
  void whatItHasCostIsToldOfALabThatCosts() {
    lab("blue", Optional.of(0.25));

    assertThat(after(Duration.ofHours(2)).get(0)).contains("cost so far: about 0.50 USD");
  }

  private LabFolder lab(String name) {
    return lab(name, Optional.empty());
  }

  private LabFolder lab(String name, Optional<Double> hourlyPrice) {
    var folder = LabFolder.of(state, name).create();
    var free = LabsWithoutLab.record("embedded", MADE);
    folder.writeRecord(SampleReport.with(free, "hourlyPrice", hourlyPrice));
    return folder;
  }

  private List<String> after(Duration age) {
    var config =
        TrainingConfig.of(Map.of("lab.name", "blue", "training.state", state.toString()), state);
    var status = LabStatus.look(config, Clock.fixed(MADE.plus(age), ZoneOffset.UTC));
    assertThat(status.up()).as("no cluster answers").isFalse();
    return status.lines();
  }
}
