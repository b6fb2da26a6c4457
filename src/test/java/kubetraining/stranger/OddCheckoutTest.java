package kubetraining.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkouts that lie, or hold, or are cloned, or are looked at in a way that we would not. */
final class OddCheckoutTest {
  private static final byte[] BINARY = {0, 5, 22, 7, 0, 2, 0, 0, (byte) 0xff, (byte) 0xfe};
  private static final String NAME = "ann's \u00e4 %41%2F #1 $x [a] \"b\" & c; +";

  @TempDir private Path folder;

  @Test
  void mavenAndTheLauncherWorkInACopy() {
    var stranger = copy();

    String version = stranger.training("--version").succeeds();
    assertThat(version).contains("kube-training");

    stranger.mvn("exec:java@preflight", "-Dcucumber.filter.tags=@spark").succeeds();

    var mistyped = stranger.mvn("exec:java@preflight", "-Dcucumber.filter.tags=@sprak");
    assertThat(mistyped.exitCode()).as(mistyped.output()).isNotZero();
    assertThat(mistyped.output()).contains("@sprak");
  }

  @Test
  void aRunTakesEmptyVariablesAsNotSetAndWritesNoKeyIntoTheCheckout() throws Exception {
    var stranger = copy();
    String names =
        "CDPATH XDG_CONFIG_HOME XDG_CACHE_HOME CI TERM JAVA_HOME DOCKER_HOST GIT_DIR TRAINING_LAB"
            + " TRAINING_LAB_NAME TRAINING_LAB_HOURS TRAINING_SIGNING_KEY"
            + " TRAINING_ALLOW_NOT_ATTEMPTED";
    Stream.of(names.split(" ")).forEach(name -> stranger.with(name, ""));
    // XDG asks to ignore a path that is not absolute, too.
    stranger.with("XDG_STATE_HOME", "state");
    Path home = home();

    runWithoutLab(stranger, home).succeeds();
    stranger.with("TRAINING_ARTIFACTS_SOURCE", "packages").training("artifacts", "list").succeeds();
    assertThat(home.resolve(".config/kube-training/signing-key.pem")).isRegularFile();
    assertThat(stranger.checkout().resolve("kube-training")).doesNotExist();
    assertThat(stranger.checkout().resolve("state")).doesNotExist();
  }

  @Test
  void theProjectAndAllThatItWritesMayLieInAnOddPathAlsoInALanguageWithoutUtf8() throws Exception {
    Path odd = Files.createDirectory(folder.resolve(NAME));
    var stranger = Stranger.inCopy(odd.resolve("check out"));
    stranger.with("TRAINING_ARTIFACTS_SOURCE", "packages");
    for (String each : new String[] {"CONFIG", "CACHE", "STATE"}) {
      stranger.with("XDG_" + each + "_HOME", odd.resolve(each).toString());
    }

    String listed = stranger.training("artifacts", "list").succeeds();
    assertThat(listed).contains("kubernetes").doesNotContain("\tat ");
    assertThat(stranger.checkout().resolve("reports/log/training.log")).isRegularFile();

    runWithoutLab(stranger, home()).succeeds();
    assertThat(odd.resolve("CONFIG/kube-training/signing-key.pem")).isRegularFile();

    stranger.training("verify", "reports/certificate.zip").succeeds();
    stranger.with("LANG", "C").with("LC_ALL", "C").training("--version").succeeds();
  }

  @Test
  void aColonPartsAClassPathAndIsRefusedInOneMessage() {
    var stranger = Stranger.inCopy(folder.resolve("a:b"));

    String seen = stranger.training("--version").failsWith(2);
    assertThat(seen.lines()).hasSize(1);
    assertThat(seen).contains("a:b has a colon");
  }

  @Test
  void theGuideIsRunAndCertifiedWithoutWhatLiesBesideIt() throws Exception {
    var stranger = copy();
    stranger.with("TRAINING_ARTIFACTS_SOURCE", "packages");
    Path checkout = stranger.checkout();
    leave(checkout.resolve("features"), "03-spark.feature");
    leave(checkout.resolve("manifests/02-monitoring"), "1-namespace.yaml");
    leave(checkout.resolve("artifacts"), "images.json");
    leave(checkout.resolve("artifacts/pause"), "main.go");
    leave(checkout.resolve("src/main/java/kubetraining/extender"), "HeatExtender.java");
    Stranger.copyMade(checkout);

    stranger.mvn("exec:java@preflight").succeeds();
    runWithoutLab(stranger, home()).succeeds();
    assertThat(certificate(stranger).path("features"))
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.path("file").asText()).matches("\\d\\d-[a-z-]+\\.feature"));
    // A file manager shows the certificate, too.
    leave(checkout.resolve("reports/certificate/features"), "03-spark.feature");
    stranger.training("verify", "--any-key", "reports/certificate").succeeds();
    stranger.training("artifacts", "list").succeeds();
  }

  /**
   * Runs a scenario of the section that needs no lab, by Maven as a user would, but of compiled
   * classes, with a home of its own, in which the run makes the key that it signs with.
   */
  private static Stranger.Outcome runWithoutLab(Stranger stranger, Path home) {
    // Java asks the system, and not HOME, where that is.
    stranger.with("JAVA_TOOL_OPTIONS", "-Duser.home=" + home);
    try {
      return stranger.mvn(
          "failsafe:integration-test",
          "failsafe:verify",
          "-Dcucumber.filter.tags=@certificate",
          "-Dcucumber.filter.name=The certificate contains no secret",
          "-Dlab.embedded.install=never");
    } finally {
      stranger.without("JAVA_TOOL_OPTIONS");
    }
  }

  /** What the certificate of such a run says. */
  private static JsonNode certificate(Stranger stranger) throws IOException {
    return new ObjectMapper()
        .readTree(stranger.checkout().resolve("reports/certificate/manifest.json").toFile());
  }

  private Stranger copy() {
    return Stranger.inCopy(folder.resolve("checkout"));
  }

  private Path home() throws IOException {
    return Files.createDirectory(folder.resolve("home"));
  }

  private static void leave(Path folder, String file) throws IOException {
    // Emacs marks a file that is being edited by a link to whoever edits it.
    Files.createSymbolicLink(folder.resolve(".#" + file), Path.of("ann@host.4711:1700000000"));
    Files.write(folder.resolve("._" + file), BINARY);
    Files.write(folder.resolve(".DS_Store"), BINARY);
    Files.write(folder.resolve("." + file + ".swp"), BINARY);
    Files.write(folder.resolve("Thumbs.db"), BINARY);
    Files.writeString(folder.resolve(file + "~"), "half");
    Files.writeString(folder.resolve("#" + file + "#"), "half");
    Files.writeString(folder.resolve(file + ".orig"), "<<<<<<< HEAD");
  }

  @Test
  void theCertificateNamesTheCommitOfTheProjectOrNone() throws Exception {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    var stranger = Stranger.inCopy(theirs.resolve("training"));
    Path home = home();
    String other = commit(stranger, theirs);
    stranger
        .in(stranger.checkout())
        .with("GIT_DIR", theirs.resolve(".git").toString())
        .with("GIT_WORK_TREE", theirs.toString());

    runWithoutLab(stranger, home).succeeds();
    assertThat(certificate(stranger).at("/versions/commit").asText()).isEqualTo("unknown");
    assertThat(certificate(stranger).toString()).doesNotContain(other);

    String own = commit(stranger.without("GIT_DIR").without("GIT_WORK_TREE"), stranger.checkout());
    stranger.in(stranger.checkout()).with("GIT_DIR", theirs.resolve(".git").toString());
    runWithoutLab(stranger, home).succeeds();
    assertThat(certificate(stranger).at("/versions/commit").asText()).isEqualTo(own);
    assertThat(certificate(stranger).at("/versions/changed since").asText()).isEqualTo("no");
  }

  @Test
  void aCloneThatWouldConvertLineEndsHasThoseOfLinuxAndItsLauncherStarts() {
    var stranger = Stranger.inCopy(folder.resolve("origin"));
    Path clone = folder.resolve("clone");
    commit(stranger, stranger.checkout());
    types(stranger, "git clone -q -c core.autocrlf=true -c core.eol=crlf . " + clone);

    stranger.in(clone);
    assertThat(types(stranger, "git ls-files --eol").lines())
        .hasSizeGreaterThan(500)
        .noneMatch(line -> line.contains("w/crlf") || line.contains("w/mixed"));
    Stranger.copyMade(clone);
    String seen = Stranger.at(clone).training("--version").succeeds();
    assertThat(seen).contains("kube-training");
    assertThat(types(stranger, "git status --porcelain")).isEmpty();
  }

  private static String commit(Stranger stranger, Path folder) {
    stranger.in(folder);
    types(stranger, "git init -q .");
    types(stranger, "git -c core.safecrlf=false add --all .");
    String ann = "git -c user.name=ann -c user.email=ann@host";
    types(stranger, ann + " commit -q --allow-empty -m of-" + folder.getFileName());
    return types(stranger, "git rev-parse HEAD").strip();
  }

  private static String types(Stranger stranger, String line) {
    return stranger.types(List.of(line.split(" "))).succeeds();
  }
}
