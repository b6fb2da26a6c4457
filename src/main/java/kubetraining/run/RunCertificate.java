package kubetraining.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import kubetraining.certificate.Certificate;
import kubetraining.certificate.CertificateException;
import kubetraining.certificate.Finding;
import kubetraining.certificate.Inputs;
import kubetraining.certificate.SigningKey;
import kubetraining.certificate.Verifier;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;
import kubetraining.export.Grades;
import kubetraining.guide.RunRefusedException;
import kubetraining.host.FileWork;
import kubetraining.host.Sha256;
import kubetraining.host.Texts;
import kubetraining.report.SecretSweep;

/**
 * The certificate of this run: written at its end, and verified before anybody is told of it.
 *
 * @param run what it has done so far is certified
 */
public record RunCertificate(TrainingRun run) {
  private static final String FOLDER = "certificate";

  /**
   * Refuses a key that somebody named and that cannot sign, before anything is started.
   *
   * @throws ConfigException saying what is wrong with it
   */
  static void requireKey(TrainingConfig config) {
    if (config.signing().given()) {
      try {
        SigningKey.load(config.signing().key());
      } catch (CertificateException e) {
        throw new ConfigException("setting %s: %s", TrainingConfig.SIGNING_KEY, e.getMessage());
      }
    }
  }

  /**
   * What a run stands on, as it is now: the guide, the manifests, the recipes, and this program.
   *
   * @param steps one of the classes that carry the guide out
   * @throws RunRefusedException if there is no guide
   */
  static Inputs inputs(Path features, TrainingConfig config, Class<?> steps) {
    Path project = config.folders().project();
    try {
      return Inputs.read(
          new Inputs.Places(
              features,
              Map.of(
                  "manifests", project.resolve("manifests"),
                  "artifacts", project.resolve("artifacts")),
              Map.of(
                  "program (target/classes)", place(Certificate.class),
                  "steps (target/test-classes)", place(steps))));
    } catch (CertificateException e) {
      throw new RunRefusedException(e.getMessage());
    }
  }

  private static Path place(Class<?> one) {
    return Path.of(URI.create(one.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** Takes what is secret out of everything, certifies it, and checks the certificate. */
  void seal(Consumer<String> tell) {
    var mended = new SecretSweep(run.reports()).sweep();
    if (!mended.isEmpty()) {
      tell.accept(
          Texts.of("secrets were taken out of %d files, such as %s", mended.size(), mended.get(0)));
    }
    try {
      requireUnchanged();
      Certificate certificate = write(run.reports().resolve(FOLDER));
      for (Path each : List.of(certificate.folder(), certificate.zip())) {
        requireAttested(each, certificate);
      }
      writeGrades(certificate.zip());
      tell.accept(
          Texts.of(
              "Certificate: %s, verdict %s, signed by %s and verified; './training verify %1$s' verifies it again",
              certificate.zip(), certificate.verdict(), certificate.fingerprint()));
    } catch (CertificateException e) {
      throw new RunFailedException("there is no certificate of this run: " + e.getMessage());
    }
  }

  private void writeGrades(Path certificate) {
    Path file = run.reports().resolve(Grades.FILE);
    FileWork.run(
        "could not write " + file,
        () ->
            Files.writeString(
                file,
                Grades.of(run.recorder().snapshot(), Sha256.of(Files.readAllBytes(certificate)))));
  }

  /** Certifies into a folder, and into the zip beside it. */
  public Certificate write(Path target) {
    return write(target, run.inputs());
  }

  /** As above, as if the run had stood on something else. */
  public Certificate write(Path target, Inputs inputs) {
    return write(target, inputs, key());
  }

  /** As above, signed by somebody else. */
  public Certificate write(Path target, Inputs inputs, SigningKey key) {
    var versions = GuideSource.versions(config().folders().project());
    return Certificate.write(run.reports(), inputs, target, versions, key);
  }

  private void requireUnchanged() {
    var changes = new ArrayList<>(run.inputs().changes());
    changes.addAll(run.sources().differences(run.features(), run.inputs().features()));
    if (!changes.isEmpty()) {
      throw new CertificateException(
          "%s while it ran, so nobody can know what was carried out. Do not touch features, manifests, artifacts and the program, and run again",
          String.join(", ", changes));
    }
  }

  private SigningKey key() {
    var signing = config().signing();
    return signing.given() ? SigningKey.load(signing.key()) : SigningKey.loadOrMake(signing.key());
  }

  private TrainingConfig config() {
    return run.labs().config();
  }

  private void requireAttested(Path place, Certificate certificate) {
    var verifier = Verifier.plain().signedBy(certificate.fingerprint()).against(run.features());
    List<Finding> findings = verifier.verify(place).findings();
    if (!findings.isEmpty()) {
      throw new CertificateException("%s could not be verified: %s", place, findings);
    }
  }

  /**
   * The feature files as Cucumber read them. It does so before the run begins, and by itself; what
   * it carries out is what it read then, whatever lies on the disk later.
   */
  public static final class SourcesRead {
    private final Map<URI, String> texts = new ConcurrentSkipListMap<>();

    /** Takes note of a file that Cucumber has read. */
    public void read(URI file, String text) {
      texts.put(file, text);
    }

    /** Each file of which Cucumber read something else than what the guide is said to be. */
    List<String> differences(Path folder, Map<String, byte[]> features) {
      Path root = folder.toAbsolutePath().normalize();
      var differences = new ArrayList<String>();
      texts.forEach(
          (uri, text) -> {
            Path file = Path.of(uri).toAbsolutePath().normalize();
            String name = root.relativize(file).toString().replace('\\', '/');
            var content = features.get(name);
            if (content == null || !text.equals(new String(content, StandardCharsets.UTF_8))) {
              differences.add(Texts.of("features/%s is not what Cucumber read", name));
            }
          });
      return differences;
    }
  }
}
