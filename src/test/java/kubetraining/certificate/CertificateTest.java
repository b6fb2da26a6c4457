package kubetraining.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import kubetraining.host.Texts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    assertThat(certificate.folder().resolve("SUMMARY.md"))
        .content()
        .startsWith("# CERTIFIED\n")
        .contains("lab `training` (embedded): 1 machines, Kubernetes v1.36.3", "| java | 17 |");
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
  void aRunThatWentWrongIsAttestedAsThat() throws IOException {
    run.report(
        SampleRun.REPORT
            .replaceFirst("\"DONE\"", "\"TIMEOUT\"")
            .replaceFirst("CERTIFIED", "FAILED"));
    var failed = run.certify();
    assertThat(failed.verdict()).isEqualTo("FAILED");
    assertThat(failed.reason()).isEqualTo("scenarios: 1 timeout; failed: 1. The lab");
    assertThat(Verifier.plain().verify(failed.zip()).verdict()).contains("FAILED");

    run.report(SampleRun.REPORT.replace("\"leftovers\": []", "\"leftovers\": [\"volume v-1\"]"));
    assertThat(run.certify().reason()).isEqualTo("the lab left behind volume v-1");

    run.report(besides("section 3 left traces"));
    assertThat(run.certify().reason()).isEqualTo("section 3 left traces");
  }

  @Test
  void aRunThatIsNotWholeIsNotCertified() throws IOException {
    run.report(SampleRun.REPORT.replace("\"2026-11-23T16:40:38Z\"", "null"));
    var cut = run.certify();
    assertThat(cut.verdict()).isEqualTo("INCOMPLETE");
    assertThat(cut.reason()).contains("the run had not ended");
    assertThat(Verifier.plain().verify(cut.zip()).inWords("it")).contains("(not ended)");

    run.report(
        SampleRun.REPORT
            .replace("\"selection\": \"\"", "\"selection\": \"@spark\"")
            .replaceFirst("\"DONE\"", "\"NOT_REACHED\"")
            .replaceFirst("CERTIFIED", "INCOMPLETE"));
    assertThat(run.certify().reason())
        .contains("only '@spark' was asked for", "not certified: 1. The lab");
  }

  @Test
  void aSectionIsNotTakenForCertifiedWithoutItsEssentialScenarios() throws IOException {
    run.report(SampleRun.REPORT.replace("\"03-spark/pi-is-computed\"", "\"03-spark/another\""));

    var certificate = run.certify();
    assertThat(certificate.verdict()).isEqualTo("INCOMPLETE");
    assertThat(certificate.reason()).isEqualTo("not certified: 3. Spark");
    assertThat(Verifier.plain().verify(certificate.zip()).findings())
        .anySatisfy(
            each ->
                assertThat(each.what())
                    .contains("'3. Spark' is called CERTIFIED, but by its scenarios"));
  }

  @Test
  void aVerdictThatIsSignedButDoesNotFollowIsFound() throws IOException {
    run.report(
        SampleRun.REPORT.replaceFirst("\"DONE\"", "\"WRONG\"").replaceFirst("CERTIFIED", "FAILED"));
    var certificate = run.certify();
    var files = new TreeMap<>(BundleContents.read(certificate.folder()).files());
    String manifest = new String(files.get("manifest.json"), StandardCharsets.UTF_8);
    byte[] forged =
        manifest
            .replaceFirst("\"verdict\" : \"FAILED\"", "\"verdict\" : \"CERTIFIED\"")
            .getBytes(StandardCharsets.UTF_8);
    files.put("manifest.json", forged);
    files.put("manifest.sig", SigningKey.load(run.key()).sign(forged));
    Sums.add(files, SigningKey.load(run.key()));
    Path zip = Files.write(folder.resolve("forged.zip"), StoredZip.write(files));

    assertThat(Verifier.plain().verify(zip).findings())
        .extracting(Finding::what)
        .anySatisfy(
            what ->
                assertThat(what)
                    .contains(
                        "its verdict CERTIFIED",
                        "does not follow from progress.json, which gives FAILED"));
  }

  @Test
  void aFaultOfTheSuiteCertifiesNothingAndAccusesNobody() throws IOException {
    run.report(
        SampleRun.REPORT
            .replaceFirst("\"DONE\"", "\"SUITE_FAULT\"")
            .replaceFirst("CERTIFIED", "FAILED"));

    var certificate = run.certify();
    assertThat(certificate.verdict()).isEqualTo("FAILED");
    assertThat(certificate.reason())
        .isEqualTo(
            "scenarios: 1 suite fault; a suite fault says nothing of the trainee;"
                + " failed: 1. The lab");
    assertThat(Verifier.plain().verify(certificate.zip()).findings()).isEmpty();
  }

  @Test
  void itCarriesHowManyChecksWereProven() throws IOException {
    run.report(
        SampleRun.REPORT.replace(
            "\"selection\": \"\",",
            "\"selection\": \"\", \"checks\": {\"proven\": 3, \"of\": 4, \"on\": \"2026-11-29\","
                + " \"checksum\": \"0123456789abcdef\"},"));

    var certificate = run.certify();
    String words = "checks proven: 3 of 4, the last on 2026-11-29, checksum 0123456789ab";
    assertThat(certificate.folder().resolve("SUMMARY.md")).content().contains(words);
    var seen = Verifier.plain().verify(certificate.zip());
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.inWords("it")).contains(words).doesNotContain("the report does not mention it");

    assertThat(Verifier.plain().verify(signedAnew("\"proven\" : 3", "\"proven\" : 4")).findings())
        .extracting(Finding::what)
        .anySatisfy(
            what -> assertThat(what).contains("images or checks are not those of progress.json"));
  }

  @Test
  void oneThatWasWrittenBeforeChecksWereProvenStillVerifies() throws IOException {
    var certificate = run.certify();

    assertThat(certificate.folder().resolve("manifest.json")).content().doesNotContain("checks");
    var seen = Verifier.plain().verify(certificate.zip());
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.inWords("it")).contains("the report does not mention it");
  }

  @Test
  void aSelectionIsNeverCertifiedAsARunHoweverWhole() throws IOException {
    run.report(SampleRun.REPORT.replace("\"selection\": \"\"", "\"selection\": \"@essential\""));

    var certificate = run.certify();
    assertThat(certificate.verdict()).isEqualTo("INCOMPLETE");
    assertThat(certificate.reason()).isEqualTo("only '@essential' was asked for");
    assertThat(Verifier.plain().verify(certificate.zip()).findings()).isEmpty();
  }

  @Test
  void whatIsBlockedBehindSomethingThatNobodyCouldAttemptHasNotFailed() throws IOException {
    run.report(
        SampleRun.REPORT
            .replaceFirst("\"DONE\"", "\"NOT_ATTEMPTED\"")
            .replaceFirst("\"DONE\"", "\"BLOCKED\"")
            .replaceFirst("CERTIFIED", "NOT_ATTEMPTED"));

    var certificate = run.certify();
    assertThat(certificate.verdict()).isEqualTo("INCOMPLETE");
    assertThat(certificate.reason())
        .isEqualTo("scenarios: 1 blocked, 1 not attempted; not certified: 1. The lab");
    assertThat(Verifier.plain().verify(certificate.zip()).findings()).isEmpty();
  }

  @Test
  void allThatAManifestSaysIsWorkedOutAgain() throws IOException {
    run.report(besides("section 3 left traces"));
    for (var lie :
        Map.of(
                "\"name\" : \"node1\"", "\"name\" : \"node9\"",
                "sha256:abc", "sha256:abd",
                "\"java\" : \"17\"", "\"kubelet\" : \"v1.36.3\"",
                "\"section 3 left traces\"", "",
                "\"title\" : \"3. Spark\"", "\"title\" : \"4. Spark\"",
                "\"outcome\" : \"DONE\"", "\"outcome\" : \"WRONG\"",
                "\"selection\" : \"\"", "\"selection\" : \"@spark\"",
                "{\n  \"schema\"", "{ \"schema\"",
                "\"troubles\"", "\"unknown\" : 1,\n  \"troubles\"")
            .entrySet()) {
      assertThat(Verifier.plain().verify(signedAnew(lie.getKey(), lie.getValue())).findings())
          .as("%s instead of %s", lie.getValue(), lie.getKey())
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.where()).isEqualTo("manifest.json"));
    }
  }

  private static String besides(String complaint) {
    return SampleRun.REPORT.replace(
        "\"scenarios\":", "\"complaints\": [\"" + complaint + "\"], \"scenarios\":");
  }

  @Test
  void aChallengeIsAskedForAndACopyOfAnotherDayShows() throws IOException {
    run.report(
        SampleRun.REPORT.replace(
            "\"selection\":", "\"owner\": \"ada\", \"challenge\": \"blue heron\", \"selection\":"));
    var certificate = run.certify();

    var seen = Verifier.plain().answering("blue heron").verify(certificate.zip());
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.inWords("it"))
        .contains("that the challenge 'blue heron' was known when the run began")
        .contains("the person who ran it used the name 'ada'. A trainee's own key");
    assertThat(certificate.folder().resolve("SUMMARY.md"))
        .content()
        .contains("gave the name `ada`, and knew the challenge `blue heron`");
    assertThat(Verifier.plain().answering("grey heron").verify(certificate.zip()).findings())
        .singleElement()
        .hasToString(
            "challenge: it is 'blue heron', not 'grey heron': it was made for somebody or something else");
    assertThat(Verifier.plain().verify(signedAnew("blue heron", "grey heron")).findings())
        .extracting(Finding::what)
        .contains("its run, lab, images or checks are not those of progress.json");
  }

  @Test
  void programsThatKnowNothingOfUsCheckItByTheWordsOfItsSummary() throws Exception {
    var certificate = run.certify();
    var commands =
        Files.readString(certificate.folder().resolve("SUMMARY.md"))
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
    return new ProcessBuilder(command.split(" "))
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void whoSignedIsSaidOnlyIfItIsKnown() throws IOException {
    var certificate = run.certify();
    Path publicKey = run.key().resolveSibling("signing-key.pem.pub");
    Path other = folder.resolve("other/key.pem");
    String stranger = SigningKey.loadOrMake(other).fingerprint();

    assertThat(
            Verifier.plain()
                .signedBy(certificate.fingerprint())
                .verify(certificate.zip())
                .attested())
        .isTrue();
    assertThat(
            Verifier.plain().signedBy(publicKey.toString()).verify(certificate.zip()).inWords("it"))
        .contains(
            "more about who signed than this: the key "
                + certificate.fingerprint()
                + " is the one you named");
    assertThat(Verifier.plain().signedBy(stranger).verify(certificate.zip()).findings())
        .singleElement()
        .asString()
        .contains("public-key.pem: signed by " + certificate.fingerprint(), "not by " + stranger);
    assertThat(
            Verifier.plain().knowing(publicKey, "your own").verify(certificate.zip()).inWords("it"))
        .contains("is your own");
    assertThatThrownBy(() -> Verifier.plain().signedBy("SHA256:short"))
        .hasMessageContaining("'SHA256:short' is neither the fingerprint of a key");
    assertThatThrownBy(
            () -> Verifier.plain().signedBy(run.features().resolve("01-lab.feature").toString()))
        .hasMessageContaining("it holds no public key in PEM");
  }

  @Test
  void aBundleThatSomebodyElseSignedAnewBearsAnotherKey() throws IOException {
    var certificate = run.certify();
    String mine = certificate.fingerprint();
    Files.delete(run.key());
    run.report(SampleRun.REPORT.replace("20261123-163059", "20261123-999999"));
    var forged = run.certify();

    assertThat(Verifier.plain().verify(forged.zip()).attested()).isTrue();
    assertThat(Verifier.plain().signedBy(mine).verify(forged.zip()).attested()).isFalse();
  }

  @Test
  void scenariosThatWereDroppedAddedOrEditedAreNamed() throws IOException {
    var certificate = run.certify();
    assertThat(Verifier.plain().against(run.features()).verify(certificate.zip()).inWords("it"))
        .contains("that these are the scenarios of the feature files you named");

    Path mine = folder.resolve("mine");
    var own = new SampleRun(mine);
    String lab = Files.readString(own.features().resolve("01-lab.feature"));
    own.write("features/01-lab.feature", lab.replace("kubectl get nodes", "kubectl get pods"));
    own.write(
        "features/03-spark.feature",
        Files.readString(own.features().resolve("03-spark.feature")).replace("Pi is", "E is"));

    assertThat(Verifier.plain().against(own.features()).verify(certificate.zip()).findings())
        .extracting(Finding::toString)
        .containsExactly(
            "scenario 01-lab/they-are-one-cluster: 'They are one cluster' was edited: its text, steps or tags differ from yours",
            "scenario 03-spark/e-is-computed: your guide has 'E is computed', the certificate does not: it was left out",
            "scenario 03-spark/pi-is-computed: your guide does not have 'Pi is computed': it was added");
  }

  @Test
  void aTagABackgroundAndProseCountAndIndentsDoNot() throws IOException {
    var certificate = run.certify();
    var own = new SampleRun(folder.resolve("mine"));
    String lab = Files.readString(own.features().resolve("01-lab.feature"));
    var verifier = Verifier.plain();

    for (String edited :
        List.of(
            lab.replaceFirst("    @essential\n", ""),
            lab.replace("Given the cluster is running", "Given the cluster was running"),
            lab.replace("Look at them.", "Look at us."))) {
      own.write("features/01-lab.feature", edited);
      assertThat(verifier.against(own.features()).verify(certificate.zip()).findings())
          .anySatisfy(
              each -> assertThat(each.toString()).contains("'Four machines run' was edited"));
    }
    own.write("features/01-lab.feature", lab.replace("Some prose.", "Other prose."));
    assertThat(verifier.against(own.features()).verify(certificate.zip()).findings())
        .singleElement()
        .asString()
        .isEqualTo("features/01-lab.feature: your file differs, though none of its scenarios does");
  }

  @Test
  void aKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
    Path file = folder.resolve("a/b/key.pem");
    String first = SigningKey.loadOrMake(file).fingerprint();

    assertThat(SigningKey.loadOrMake(file).fingerprint()).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(
            PublicKeyFile.parse(Files.readAllBytes(folder.resolve("a/b/key.pem.pub")))
                .fingerprint())
        .isEqualTo(first);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SigningKey.load(file))
        .hasMessageContaining("others can read the signing key")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutShowingIt() throws IOException {
    Path file = folder.resolve("key.pem");
    assertThatThrownBy(() -> SigningKey.load(file))
        .hasMessageContaining("no signing key in " + file);
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> SigningKey.load(file))
        .hasMessageContaining("holds no Ed25519 key as PKCS#8 in PEM")
        .message()
        .doesNotContain("c2VjcmV0");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aBundleOfAnEarlierVersionStillVerifies(int version) throws IOException {
    Path bundle = Path.of(Texts.of(EARLIER, version));
    assertThat(
            new String(
                BundleContents.read(bundle).files().get("manifest.json"), StandardCharsets.UTF_8))
        .contains("kube-training/certificate/" + version);
    var seen = Verifier.plain().against(run.features()).verify(bundle);
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.verdict()).contains("CERTIFIED");
  }

  @Test
  void aBundleOfALaterVersionSaysWhichVersionCanCheckIt() throws IOException {
    assertThat(Verifier.plain().verify(signedAnew("certificate/3\"", "certificate/4\"")).findings())
        .anySatisfy(
            each ->
                assertThat(each.what())
                    .contains("'kube-training/certificate/4'; this program knows")
                    .contains("The manifest says under 'versions'"));
  }

  /** The certificate of the run, with something else in its manifest, signed by the same key. */
  private Path signedAnew(String from, String to) throws IOException {
    var files = new TreeMap<>(BundleContents.read(run.certify().folder()).files());
    String manifest = new String(files.get("manifest.json"), StandardCharsets.UTF_8);
    assertThat(manifest).contains(from);
    byte[] forged = manifest.replace(from, to).getBytes(StandardCharsets.UTF_8);
    files.put("manifest.json", forged);
    files.put("manifest.sig", SigningKey.load(run.key()).sign(forged));
    Sums.add(files, SigningKey.load(run.key()));
    return Files.write(folder.resolve("forged.zip"), StoredZip.write(files));
  }

  @Test
  void titlesReasonsAndNamesThatAreSignedDoNotPaintTheScreen() throws IOException {
    String paint = "\\u001b[2J\\r\\nATTESTED\\u202e\\u2028";
    run.report(
        SampleRun.REPORT
            .replace("1. The lab", "1. " + paint)
            .replace("20261123-163059", paint)
            .replace("\"leftovers\": []", "\"leftovers\": [\"" + paint + "\"]")
            .replace("\"scenarios\":", "\"complaints\": [\"" + paint + "\"], \"scenarios\":"));
    var seen = Verifier.plain().verify(run.certify().zip());

    assertThat(seen.attested()).isTrue();
    assertThat(seen.inWords("it\u001b").chars().filter(sign -> sign != '\n'))
        .noneMatch(Character::isISOControl)
        .doesNotContain(0x202e, 0x2028);
    assertThat(seen.inWords("it").lines().skip(1)).noneMatch(line -> line.startsWith("ATTESTED"));
  }

  @Test
  void aPlaceWithoutACertificateIsNamed() throws IOException {
    assertThatThrownBy(() -> Verifier.plain().verify(folder.resolve("nothing.zip")))
        .hasMessageContaining("there is no certificate in " + folder.resolve("nothing.zip"));
    assertThat(Verifier.plain().verify(run.features()).findings())
        .extracting(Finding::where)
        .contains("manifest.json", "manifest.sig", "public-key.pem");
  }
}
