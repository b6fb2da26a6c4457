package kubetraining.certificate;

import static java.util.regex.Pattern.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificateTest {
  private static final String EARLIER =
      "src/test/resources/kubetraining/certificate/version-%d.zip";
  @TempDir Path folder;
  private SampleRun run;

  @BeforeEach
  void run() throws IOException {
    run = new SampleRun(folder);
  }

  @Test
  void folderAndZipOfAWholeRunAreAttested() throws IOException {
    var certificate = run.certify();

    assertThat(certificate.verdict()).isEqualTo("CERTIFIED");
    for (Path place : List.of(certificate.folder(), certificate.zip())) {
      var seen = Verifier.plain().verify(place);
      assertThat(seen.findings()).as("%s", place).isEmpty();
      assertThat(seen.verdict()).contains("CERTIFIED");
      assertThat(seen.inWords("it"))
          .startsWith("ATTESTED: it, verdict CERTIFIED (the run has ended, and all 2 sections")
          .contains("that its 7 files are, byte for byte, those that were signed")
          .contains("20261123-163059", "3 scenarios in 2 files; 3 were asked for: 3 done")
          .contains("who signed: the key " + certificate.fingerprint() + " is UNKNOWN here");
    }
    assertThat(text(certificate, "SUMMARY.md"))
        .startsWith("# CERTIFIED\n")
        .contains("lab `training` (embedded): 1 machines, Kubernetes v1.36.3", "| java | 17 |");
    changed("\"2026-11-23T16:40:38Z\"", "null");
    assertThat(Verifier.plain().verify(run.certify().zip()).inWords("it")).contains("(not ended)");
  }

  @Test
  void theZipIsOneThatOthersReadAndTheSameEachTime() throws IOException {
    var certificate = run.certify();
    byte[] first = Files.readAllBytes(certificate.zip());
    var files = BundleContents.read(certificate.folder()).files();

    try (var zip = new ZipFile(certificate.zip().toFile())) {
      assertThat(zip.size()).isEqualTo(files.size());
      for (var each : files.entrySet()) {
        assertThat(zip.getInputStream(zip.getEntry(each.getKey())))
            .hasBinaryContent(each.getValue());
      }
    }
    run.certify();
    assertThat(certificate.zip()).hasBinaryContent(first);
  }

  @Test
  void programsThatKnowNothingOfUsCheckItByTheWordsOfItsSummary() throws Exception {
    var certificate = run.certify();
    var commands =
        text(certificate, "SUMMARY.md")
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("openssl") || line.startsWith("sha256sum"))
            .toList();
    assertThat(commands).hasSize(2);

    for (String command : commands) {
      assertThat(exitCode(certificate.folder(), command)).as(command).isZero();
    }
    Files.writeString(certificate.folder().resolve("progress.md"), "# DONE!\n");
    assertThat(exitCode(certificate.folder(), commands.get(1))).isNotZero();
    Files.writeString(certificate.folder().resolve("SHA256SUMS"), "");
    assertThat(exitCode(certificate.folder(), commands.get(0))).isNotZero();
  }

  private static int exitCode(Path folder, String command) throws Exception {
    return new ProcessBuilder(command.split(" ")).directory(folder.toFile()).start().waitFor();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aBundleOfAnEarlierVersionStillVerifies(int version) throws IOException {
    Path bundle = Path.of(Texts.of(EARLIER, version));
    assertThat(BundleContents.read(bundle).files().get("manifest.json"))
        .asString()
        .contains("kube-training/certificate/" + version);
    var seen = Verifier.plain().against(run.features()).verify(bundle);
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.verdict()).contains("CERTIFIED");
  }

  /** The certificate of the run, with something else in its manifest, signed by the same key. */
  private Path signedAnew(String from, String to) throws IOException {
    var files = new TreeMap<>(BundleContents.read(run.certify().folder()).files());
    String manifest = new String(files.get("manifest.json"), StandardCharsets.UTF_8);
    assertThat(manifest).contains(from);
    byte[] forged = manifest.replace(from, to).getBytes(StandardCharsets.UTF_8);
    files.put("manifest.json", forged);
    run.sign(files);
    return Files.write(folder.resolve("forged.zip"), StoredZip.write(files));
  }

  /** Each change is made where it is found first. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FAILED     | scenarios: 1 timeout; failed: 1. The lab | "DONE" -> "TIMEOUT"; CERTIFIED -> FAILED
          FAILED     | a suite fault says nothing of the trainee | "DONE" -> "SUITE_FAULT"; CERTIFIED -> FAILED
          FAILED     | the lab left behind volume v-1 | "leftovers": [] -> "leftovers": ["volume v-1"]
          FAILED     | section 3 left traces | "scenarios": -> "complaints": ["section 3 left traces"], "scenarios":
          INCOMPLETE | the run had not ended | "2026-11-23T16:40:38Z" -> null
          INCOMPLETE | only '@essential' was asked for | "selection": "" -> "selection": "@essential"
          INCOMPLETE | not certified: 1. The lab | "DONE" -> "NOT_REACHED"; CERTIFIED -> INCOMPLETE
          INCOMPLETE | scenarios: 1 blocked, 1 not attempted; not certified: 1. The lab | "DONE" -> "NOT_ATTEMPTED"; "DONE" -> "BLOCKED"; CERTIFIED -> NOT_ATTEMPTED
          """)
  void aRunIsAttestedAsWhatItCameTo(String verdict, String reason, String changes)
      throws IOException {
    String report = SampleRun.REPORT;
    for (String change : changes.split("; ")) {
      report = report.replaceFirst(quote(change.split(" -> ")[0]), change.split(" -> ")[1]);
    }
    run.report(report);
    var certificate = run.certify();
    assertThat(certificate.verdict()).isEqualTo(verdict);
    assertThat(certificate.reason()).contains(reason);
    var seen = Verifier.plain().verify(certificate.zip());
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.verdict()).contains(verdict);
  }

  @Test
  void aPersonWhoTypedIsToldFromTheSuite() throws IOException {
    run.report(SampleRun.REPORT.replaceFirst("\"selection\":", "\"trainee\": \"suite\", $0"));
    assertThat(text(run.certify(), "SUMMARY.md")).doesNotContain("the suite watched");

    run.report(SampleRun.REPORT.replaceFirst("\"selection\":", "\"trainee\": \"person\", $0"));
    var certificate = run.certify();

    assertThat(text(certificate, "SUMMARY.md"))
        .contains("A person typed the commands of the guide");
    assertThat(text(certificate, "manifest.json")).contains("\"trainee\" : \"person\"");
    assertThat(found(certificate.zip())).isEmpty();
  }

  private static String text(Certificate certificate, String file) throws IOException {
    return Files.readString(certificate.folder().resolve(file));
  }

  @Test
  void aVerdictThatIsSignedButDoesNotFollowIsFound() throws IOException {
    changed("\"03-spark/pi-is-computed\"", "\"03-spark/another\"");
    var certificate = run.certify();
    assertThat(certificate.verdict()).isEqualTo("INCOMPLETE");
    assertThat(certificate.reason()).isEqualTo("not certified: 3. Spark");
    assertThat(found(certificate.zip()))
        .anyMatch(each -> each.contains("'3. Spark' is called CERTIFIED, but by its scenarios"));
    run.report(
        SampleRun.REPORT.replaceFirst("\"DONE\"", "\"WRONG\"").replaceFirst("CERTIFIED", "FAILED"));
    assertThat(found(signedAnew("\"verdict\" : \"FAILED\"", "\"verdict\" : \"CERTIFIED\"")))
        .anyMatch(each -> each.contains("its verdict CERTIFIED"))
        .anyMatch(each -> each.contains("does not follow from progress.json, which gives FAILED"));
  }

  @Test
  void whatTheReportPassesOverIsNotCertifiedUnlessItIsSlow() throws IOException {
    String more = "@section-%d\nFeature: More\n\n  @%s\n  Scenario: %s\n    Then it is so\n";
    run.write("features/03-more.feature", Texts.of(more, 3, "slow", "This takes long"));
    assertThat(run.certify().verdict()).isEqualTo("CERTIFIED");

    run.write("features/03-other.feature", Texts.of(more, 3, "erratum", "It went wrong"));
    run.write("features/05-more.feature", Texts.of(more, 5, "essential", "It is hard"));
    var certificate = run.certify();
    assertThat(certificate.verdict()).isEqualTo("INCOMPLETE");
    assertThat(certificate.reason())
        .isEqualTo("the report says nothing of 03-other/it-went-wrong, 05-more/it-is-hard");
    assertThat(found(signedAnew("\"verdict\" : \"INCOMPLETE\"", "\"verdict\" : \"CERTIFIED\"")))
        .anyMatch(each -> each.contains("its verdict CERTIFIED"));
  }

  @Test
  void itCarriesHowManyChecksWereProven() throws IOException {
    var before = run.certify();
    assertThat(text(before, "manifest.json")).doesNotContain("checks");
    assertThat(Verifier.plain().verify(before.zip()).inWords("it"))
        .contains("the report does not mention it");
    changed(
        "\"selection\": \"\",",
        "\"selection\": \"\", \"checks\": {\"proven\": 3, \"of\": 4, \"on\": \"2026-11-29\","
            + " \"checksum\": \"0123456789abcdef\"},");
    var certificate = run.certify();
    String words = "checks proven: 3 of 4, the last on 2026-11-29, checksum 0123456789ab";
    assertThat(text(certificate, "SUMMARY.md")).contains(words);
    var seen = Verifier.plain().verify(certificate.zip());
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.inWords("it")).contains(words).doesNotContain("the report does not mention it");
    assertThat(found(signedAnew("\"proven\" : 3", "\"proven\" : 4")))
        .anyMatch(each -> each.contains("images or checks are not those of progress.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "name" : "node1"             | "name" : "node9"
          sha256:abc                   | sha256:abd
          "java" : "17"                | "kubelet" : "v1.36.3"
          "section 3 left traces"      | ''
          "title" : "3. Spark"         | "title" : "4. Spark"
          "outcome" : "DONE"           | "outcome" : "WRONG"
          "selection" : ""             | "selection" : "@spark"
          "troubles"                   | "unknown" : 1, "troubles"
          """)
  void allThatAManifestSaysIsWorkedOutAgain(String truth, String lie) throws IOException {
    changed("\"scenarios\":", "\"complaints\": [\"section 3 left traces\"], \"scenarios\":");
    assertThat(Verifier.plain().verify(signedAnew(truth, lie)).findings())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.where()).isEqualTo("manifest.json"));
  }

  @Test
  void aManifestThatIsWrittenOtherwiseOrByALaterVersionIsTold() throws IOException {
    assertThat(found(signedAnew("{\n  \"schema\"", "{ \"schema\""))).isNotEmpty();
    assertThat(found(signedAnew("certificate/3\"", "certificate/4\"")))
        .anyMatch(
            each ->
                each.contains("'kube-training/certificate/4'; this program knows")
                    && each.contains("The manifest says under 'versions'"));
  }

  @Test
  void aChallengeIsAskedForAndACopyOfAnotherDayShows() throws IOException {
    changed("\"selection\":", "\"owner\": \"ada\", \"challenge\": \"blue heron\", \"selection\":");
    var certificate = run.certify();
    var seen = Verifier.plain().answering("blue heron").verify(certificate.zip());
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.inWords("it"))
        .contains("that the challenge 'blue heron' was known when the run began")
        .contains("the person who ran it used the name 'ada'. A trainee's own key");
    assertThat(text(certificate, "SUMMARY.md"))
        .contains("gave the name `ada`, and knew the challenge `blue heron`");
    assertThat(Verifier.plain().answering("grey heron").verify(certificate.zip()).findings())
        .singleElement()
        .asString()
        .startsWith("challenge: it is 'blue heron', not 'grey heron': it was made for somebody");
    assertThat(found(signedAnew("blue heron", "grey heron")))
        .anyMatch(each -> each.contains("its run, lab, images or checks are not those of"));
  }

  @Test
  void whoSignedIsSaidOnlyIfItIsKnown() throws IOException {
    var certificate = run.certify();
    String mine = certificate.fingerprint();
    Path zip = certificate.zip();
    Path publicKey = run.key().resolveSibling("signing-key.pem.pub");
    String stranger = SigningKey.loadOrMake(folder.resolve("other/key.pem")).fingerprint();
    assertThat(Verifier.plain().signedBy(mine).verify(zip).attested()).isTrue();
    assertThat(Verifier.plain().signedBy(publicKey.toString()).verify(zip).inWords("it"))
        .contains("more about who signed than this: the key " + mine + " is the one you named");
    assertThat(Verifier.plain().signedBy(stranger).verify(zip).findings())
        .singleElement()
        .asString()
        .contains("public-key.pem: signed by " + mine, "not by " + stranger);
    assertThat(Verifier.plain().knowing(publicKey, "your own").verify(zip).inWords("it"))
        .contains("is your own");
    assertThatThrownBy(() -> Verifier.plain().signedBy("SHA256:short"))
        .hasMessageContaining("'SHA256:short' is neither the fingerprint of a key");
    assertThatThrownBy(() -> Verifier.plain().signedBy(run.features() + "/01-lab.feature"))
        .hasMessageContaining("it holds no public key in PEM");
    Files.delete(run.key());
    changed("20261123-163059", "20261123-999999");
    var forged = run.certify();
    assertThat(Verifier.plain().verify(forged.zip()).attested()).as("signed anew").isTrue();
    assertThat(Verifier.plain().signedBy(mine).verify(forged.zip()).attested()).isFalse();
  }

  @Test
  void scenariosThatWereDroppedAddedOrEditedAreNamed() throws IOException {
    var certificate = run.certify();
    assertThat(Verifier.plain().against(run.features()).verify(certificate.zip()).inWords("it"))
        .contains("that these are the scenarios of the feature files you named");
    var own = new SampleRun(folder.resolve("mine"));
    String lab = Files.readString(own.features().resolve("01-lab.feature"));
    String spark = Files.readString(own.features().resolve("03-spark.feature"));
    own.write("features/01-lab.feature", lab.replace("kubectl get nodes", "kubectl get pods"));
    own.write("features/03-spark.feature", spark.replace("Pi is", "E is"));
    assertThat(differences(own, certificate))
        .containsExactly(
            "scenario 01-lab/they-are-one-cluster: 'They are one cluster' was edited: its text, steps or tags differ from yours",
            "scenario 03-spark/e-is-computed: your guide has 'E is computed', the certificate does not: it was left out",
            "scenario 03-spark/pi-is-computed: your guide does not have 'Pi is computed': it was added");
    own.write("features/03-spark.feature", spark);
    for (String edited :
        List.of(
            lab.replaceFirst("    @essential\n", ""),
            lab.replace("Given the cluster is running", "Given the cluster was running"),
            lab.replace("Look at them.", "Look at us."))) {
      own.write("features/01-lab.feature", edited);
      assertThat(differences(own, certificate))
          .anyMatch(each -> each.contains("'Four machines run' was edited"));
    }
    own.write("features/01-lab.feature", lab.replace("Some prose.", "Other prose."));
    assertThat(differences(own, certificate))
        .containsExactly(
            "features/01-lab.feature: your file differs, though none of its scenarios does");
  }

  private static List<String> differences(SampleRun own, Certificate certificate) {
    var verifier = Verifier.plain().against(own.features());
    return verifier.verify(certificate.zip()).findings().stream().map(Finding::toString).toList();
  }

  @Test
  void aKeyIsMadeOnceAndOnlyItsOwnerReadsItAndWhatIsNoneIsRefusedWithoutShowingIt()
      throws IOException {
    Path file = folder.resolve("a/b/key.pem");
    assertThatThrownBy(() -> SigningKey.load(file))
        .hasMessageContaining("no signing key in " + file);
    String first = SigningKey.loadOrMake(file).fingerprint();
    assertThat(SigningKey.loadOrMake(file).fingerprint()).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    byte[] publicKey = Files.readAllBytes(folder.resolve("a/b/key.pem.pub"));
    assertThat(PublicKeyFile.parse(publicKey).fingerprint()).isEqualTo(first);
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> SigningKey.load(file))
        .hasMessageContaining("holds no Ed25519 key as PKCS#8 in PEM")
        .hasMessageNotContaining("c2VjcmV0");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SigningKey.load(file))
        .hasMessageContainingAll("others can read the signing key", "chmod 600");
  }

  @Test
  void titlesReasonsAndNamesThatAreSignedDoNotPaintTheScreen() throws IOException {
    String paint = "\\u001b[2J\\r\\nATTESTED\\u202e\\u2028";
    run.report(
        SampleRun.REPORT
            .replace("1. The lab", "1. " + paint)
            .replace("20261123-163059", paint)
            .replace("\"leftovers\": []", "\"leftovers\": [\"" + paint + "\"]"));
    var seen = Verifier.plain().verify(run.certify().zip());
    assertThat(seen.attested()).isTrue();
    assertThat(seen.inWords("it\u001b").chars().filter(sign -> sign != '\n'))
        .noneMatch(Character::isISOControl)
        .doesNotContain(0x202e, 0x2028);
    assertThat(seen.inWords("it").lines().skip(1)).noneMatch(line -> line.startsWith("ATTESTED"));
  }

  private void changed(String from, String to) throws IOException {
    assertThat(SampleRun.REPORT).contains(from);
    run.report(SampleRun.REPORT.replace(from, to));
  }

  private static List<String> found(Path place) {
    return Verifier.plain().verify(place).findings().stream().map(Finding::toString).toList();
  }
}
