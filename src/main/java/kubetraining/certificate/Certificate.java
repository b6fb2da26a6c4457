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
   * @throws CertificateException if a part of what it attests is not there
   */
  public static Certificate write(Order order, SigningKey key) {
    try {
      SortedMap<String, byte[]> features = order.inputs().features();
      var files = reports(order.reports());
      features.forEach((name, content) -> files.put(FEATURES + name, content));
      RunFacts run = RunFacts.parse(files.getOrDefault(RunFacts.FILE, new byte[0]));
      var guide = GuideSet.of(features);
      Manifest bare = manifest(order, key, run, guide, new TreeMap<>());
      files.put(Summary.FILE, Summary.of(bare).getBytes(StandardCharsets.UTF_8));
      Manifest whole = manifest(order, key, run, guide, files);
      byte[] json = whole.json();
      files.put(Manifest.FILE, json);
      files.put(Manifest.SIGNATURE, key.sign(json));
      files.put(Manifest.PUBLIC_KEY, key.publicKey().pem());
      Sums.add(files, key);
      place(order, files);
      Path zip = order.zip();
      int size = whole.files().size();
      return new Certificate(
          order.target(), zip, whole.verdict(), whole.reason(), size, key.fingerprint());
    } catch (IOException e) {
      throw new CertificateException("cannot write the certificate " + order.target(), e);
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
        String name = reports.relativize(each).toString().replace('\\', '/');
        if (!Files.isSymbolicLink(each)) {
          files.put(name, Files.readAllBytes(each));
        }
      }
    }
    return files;
  }

  private static Manifest manifest(
      Order order, SigningKey key, RunFacts run, GuideSet guide, SortedMap<String, byte[]> files) {
    var verdict = CertificateVerdict.of(run, guide);
    var entries = new ArrayList<Manifest.Entry>();
    files.forEach(
        (path, content) ->
            entries.add(new Manifest.Entry(path, content.length, Sha256.of(content))));
    return new Manifest(
        Manifest.SCHEMA,
        verdict.verdict(),
        verdict.reason(),
        run.run(),
        run.complaints(),
        new TreeMap<>(order.versions()),
        run.lab(),
        run.images(),
        run.sections(),
        Manifest.Hashed.of(order.inputs().others()),
        Manifest.Hashed.of(guide.files()),
        guide.scenarios().stream().map(each -> each.in(run)).toList(),
        run.checks(),
        entries,
        new Manifest.Key("Ed25519", key.fingerprint()));
  }

  // Whole or not at all: a run that is killed meanwhile has no certificate.
  private static void place(Order order, Map<String, byte[]> files) throws IOException {
    Path draft = WholeFile.draft(order.target());
    WholeFile.delete(draft);
    for (var each : files.entrySet()) {
      Path file = draft.resolve(each.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, each.getValue());
    }
    byte[] zip = StoredZip.write(files);
    WholeFile.delete(order.target());
    Files.move(draft, order.target());
    WholeFile.write(order.zip(), zip);
  }
}
