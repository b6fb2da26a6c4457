package kubetraining.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Sha256;
import kubetraining.host.WholeFile;

/**
 * A certificate that was just written.
 *
 * @param verdict CERTIFIED, FAILED or INCOMPLETE
 * @param files how many it attests
 */
public record Certificate(
    Path folder, Path zip, String verdict, String reason, int files, String fingerprint) {
  private static final String EVIDENCE = "evidence";
  private static final String FEATURES = "features/";
  private static final List<String> REPORTS =
      List.of(RunFacts.FILE, "progress.md", "index.html", "junit.xml");

  /**
   * Writes it, folder and zip. What lay there before is replaced.
   *
   * @param reports the folder of the run's reports
   * @param inputs what the run stood on when it began
   * @param target the folder of the certificate; the zip lies beside it
   * @param versions of the programs here that took part, by name; its evidence has those of the lab
   * @throws CertificateException if a part of what it attests is not there
   */
  public static Certificate write(
      Path reports, Inputs inputs, Path target, Map<String, String> versions, SigningKey key) {
    Path zip = target.resolveSibling(target.getFileName() + ".zip");
    try {
      var files = reports(reports);
      inputs.features().forEach((name, content) -> files.put(FEATURES + name, content));
      RunFacts run = RunFacts.parse(files.getOrDefault(RunFacts.FILE, new byte[0]));
      var listed = new ArrayList<Manifest.Entry>();
      var all = new TreeMap<>(versions);
      all.putAll(Coherence.versionsOfTheLab(files));
      Manifest manifest = manifest(run, inputs, all, key, listed);
      files.put(Summary.FILE, Summary.of(manifest).getBytes(StandardCharsets.UTF_8));
      files.forEach((path, it) -> listed.add(new Manifest.Entry(path, it.length, Sha256.of(it))));
      byte[] json = manifest.json();
      files.put(Manifest.FILE, json);
      files.put(Manifest.SIGNATURE, key.sign(json));
      files.put(Manifest.PUBLIC_KEY, key.publicKey().pem());
      Sums.add(files, key);
      place(target, zip, files);
      return new Certificate(
          target, zip, manifest.verdict(), manifest.reason(), listed.size(), key.fingerprint());
    } catch (IOException e) {
      throw new CertificateException(e, "cannot write the certificate %s", target);
    }
  }

  private static SortedMap<String, byte[]> reports(Path reports) throws IOException {
    var files = new TreeMap<String, byte[]>();
    for (String name : REPORTS) {
      if (Files.isRegularFile(reports.resolve(name))) {
        files.put(name, Files.readAllBytes(reports.resolve(name)));
      }
    }
    Path evidence = reports.resolve(EVIDENCE);
    if (Files.isDirectory(evidence)) {
      for (Path each : ProjectFiles.below(evidence)) {
        if (!Files.isSymbolicLink(each)) {
          files.put(BundleContents.name(reports, each), Files.readAllBytes(each));
        }
      }
    }
    return files;
  }

  private static Manifest manifest(
      RunFacts run,
      Inputs inputs,
      Map<String, String> versions,
      SigningKey key,
      List<Manifest.Entry> files) {
    var guide = GuideSet.of(inputs.features());
    var verdict = CertificateVerdict.of(run, guide);
    return new Manifest(
        Manifest.SCHEMA,
        verdict.verdict(),
        verdict.reason(),
        run.run(),
        run.complaints(),
        versions,
        run.lab(),
        run.images(),
        run.sections(),
        Manifest.Hashed.of(inputs.others()),
        Manifest.Hashed.of(guide.files()),
        guide.scenarios().stream().map(each -> each.in(run)).toList(),
        run.checks(),
        files,
        new Manifest.Key("Ed25519", key.fingerprint()));
  }

  // Whole or not at all: a run that is killed meanwhile has no certificate.
  private static void place(Path target, Path zip, Map<String, byte[]> files) throws IOException {
    Path draft = WholeFile.draft(target);
    WholeFile.delete(draft);
    for (var each : files.entrySet()) {
      Path file = draft.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
    byte[] packed = StoredZip.write(files);
    WholeFile.delete(target);
    Files.move(draft, target);
    WholeFile.write(zip, packed);
  }
}
