package kubetraining.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kubetraining.config.TrainingConfig;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabLock;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Lease;
import kubetraining.lab.ec2.FakeEc2;
import kubetraining.progress.Progress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AwsSweepTest {
  private static final Instant LATER = Instant.now().plus(Duration.ofHours(2));
  private static final Instant OVER = Instant.now().minus(Duration.ofMinutes(3));

  @TempDir Path home;
  @AutoClose private final FakeEc2 virginia = new FakeEc2("us-east-1");
  @AutoClose private final FakeEc2 ireland = new FakeEc2("eu-west-1");
  private final List<String> printed = new ArrayList<>();
  private Optional<String> account = Optional.empty();

  private int sweep(boolean dryRun, String... regions) {
    return new AwsSweep(
            config(),
            Progress.SILENT,
            region ->
                (region.orElse("us-east-1").equals("eu-west-1") ? ireland : virginia)
                    .provider(account),
            printed::add)
        .sweep(List.of(regions), dryRun);
  }

  private TrainingConfig config() {
    return TrainingConfig.of(
        Map.of("lab", "aws", "lab.owner", "ada", "training.state", home.toString()), home);
  }

  private LabFolder known(String name, Instant until) {
    var folder = LabFolder.of(home, name).create();
    folder.writeRecord(LabsWithoutLab.record("aws", Instant.now()).until(new Lease(until)));
    return folder;
  }

  @Test
  void aDryRunTellsAndChangesNothing() {
    virginia.has("done", "ada", OVER);
    virginia.has("busy", "ada", LATER);

    assertThat(sweep(true)).isZero();

    assertThat(virginia.changes()).isEmpty();
    assertThat(printed).hasSize(3);
    assertThat(printed.get(0)).matches("REGION +LAB +AGE +OWNER +WHAT +USD +LEASE +NOW");
    assertThat(printed.get(1))
        .matches(
            "us-east-1 +busy +1 h +ada +4 instance, .*, 1 VPC +about 0.21 +1 h 5\\d min left"
                + " +stays: its lease has not ended, and this computer does not know it");
    assertThat(printed.get(2)).matches("us-east-1 +done +1 h +ada .* over for \\d min +goes");
  }

  @Test
  void whatIsOverGoesAndWhatIsSomebodyElsesIsNotEvenTold() {
    virginia.has("done", "ada", OVER);
    virginia.has("hers", "eve", OVER);
    virginia.has("busy", "ada", LATER);

    assertThat(sweep(false)).isEqualTo(1);

    assertThat(virginia.labs()).containsExactly("busy", "hers");
    assertThat(printed).noneMatch(line -> line.contains("hers"));
  }

  @Test
  void nothingIsSaidOfNothing() {
    assertThat(sweep(false, "us-east-1", "eu-west-1")).isZero();
    assertThat(printed).isEmpty();
    assertThat(ireland.actions()).isNotEmpty();
  }

  @Test
  void oneRefusalDoesNotKeepTheOthers() {
    virginia.has("done", "ada", OVER);
    virginia.refuseAlways("TerminateInstances", "UnauthorizedOperation");
    ireland.has("done-too", "ada", OVER);

    assertThatThrownBy(() -> sweep(false, "all"))
        .isInstanceOf(LabUnavailableException.class)
        .hasMessageContaining("could not give back lab 'done'")
        .hasMessageContaining("TerminateInstances");

    assertThat(virginia.labs()).containsExactly("done");
    assertThat(ireland.labs()).isEmpty();
  }

  @Test
  void aRegionThatRefusesLooksDoesNotKeepTheOthers() {
    virginia.refuseAlways("DescribeInstances", "UnauthorizedOperation");
    ireland.has("done", "ada", OVER);

    assertThatThrownBy(() -> sweep(false, "us-east-1", "eu-west-1"))
        .hasMessageContaining("DescribeInstances");

    assertThat(ireland.labs()).isEmpty();
  }

  @Test
  void whatARunOfThisComputerLeftGoesAndWhatItKeptStays() {
    virginia.has("left", "ada", LATER);
    virginia.has("kept", "ada", LATER);
    known("left", LATER);
    KeptLab.keep(known("kept", LATER));

    assertThat(sweep(false)).isEqualTo(1);

    assertThat(virginia.labs()).containsExactly("kept");
    assertThat(LabFolder.of(home, "left").exists()).isFalse();
    assertThat(printed)
        .anyMatch(line -> line.contains("kept") && line.endsWith("stays: it was kept"));
  }

  @Test
  void aLabThatARunHoldsStaysEvenIfItsLeaseIsOver() {
    virginia.has("held", "ada", OVER);
    var lock = LabLock.take(known("held", OVER), "mvn verify");
    try {
      assertThat(sweep(false)).isZero();
    } finally {
      lock.close();
    }
    assertThat(virginia.labs()).containsExactly("held");
    assertThat(printed.get(1)).contains("stays: process").endsWith("is using it");
  }

  @Test
  void anotherAccountIsNotLookedAt() {
    account = Optional.of("999999999999");
    virginia.has("done", "ada", OVER);

    assertThatThrownBy(() -> sweep(false)).hasMessageContaining("lab.aws.account asks for 9999");

    assertThat(virginia.actions()).containsExactly("GetCallerIdentity");
  }

  @Test
  void aLabOfThisComputerThatEndedAndLeftNothingIsForgotten() {
    known("gone", OVER);
    known("later", LATER);

    sweep(false);

    assertThat(LabFolder.of(home, "gone").exists()).isFalse();
    assertThat(LabFolder.of(home, "later").exists()).isTrue();
  }
}
