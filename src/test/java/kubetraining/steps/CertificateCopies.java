package kubetraining.steps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kubetraining.certificate.Certificate;
import kubetraining.certificate.SigningKey;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
import kubetraining.host.WholeFile;
import kubetraining.progress.Phases;
import kubetraining.run.RunCertificate;
import kubetraining.run.TrainingRun;

/** Certificates of the run so far in a folder of their own, and what somebody makes of them. */
final class CertificateCopies {
  private static final Pattern BEGINNING = Pattern.compile("\\s*(?:@\\S.*|Scenario:.*|Rule:.*)");
  private final TrainingRun run;
  private final Path folder;
  private int made;

  CertificateCopies(TrainingRun run, ScenarioNotes notes) {
    this.run = run;
    folder =
        Phases.call("a folder for certificates", () -> Files.createTempDirectory("certificate"));
    notes.undo().push("remove " + folder, () -> WholeFile.delete(folder));
  }

  Certificate certify() {
    return new RunCertificate(run).write(next());
  }

  Certificate signedBySomebodyElse() {
    var theirs = SigningKey.loadOrMake(folder.resolve("their-key.pem"));
    return new RunCertificate(run).write(next(), run.inputs(), theirs);
  }

  /** As if the guide had never had this scenario. */
  Certificate certifyWithout(String scenario) throws IOException {
    Path features = Files.createDirectories(next());
    for (Path file : ProjectFiles.below(run.features())) {
      Files.write(
          features.resolve(file.getFileName()), without(scenario, Files.readAllLines(file)));
    }
    return new RunCertificate(run).write(next(), run.inputs().withFeatures(features));
  }

  private static List<String> without(String scenario, List<String> lines) {
    int at = lines.stream().map(String::strip).toList().indexOf("Scenario: " + scenario);
    if (at < 0) {
      return lines;
    }
    int end = at + 1;
    while (end < lines.size() && !BEGINNING.matcher(lines.get(end)).matches()) {
      end++;
    }
    int start = at;
    while (lines.get(start - 1).strip().startsWith("@")) {
      start--;
    }
    return Stream.concat(
            lines.subList(0, start).stream(), lines.subList(end, lines.size()).stream())
        .toList();
  }

  Path folderWithAByteChanged(Certificate certificate, String file) throws IOException {
    Path copy = copy(certificate.folder());
    byte[] content = Files.readAllBytes(copy.resolve(file));
    content[content.length / 2] ^= 1;
    Files.write(copy.resolve(file), content);
    return copy;
  }

  /** The files in a certificate are not compressed, so that each is found in the zip as it is. */
  Path zipWithAByteChanged(Certificate certificate, String file) throws IOException {
    String zip = text(certificate.zip());
    String content = text(certificate.folder().resolve(file));
    byte[] bytes = zip.getBytes(StandardCharsets.ISO_8859_1);
    bytes[zip.indexOf(content) + content.length() / 2] ^= 1;
    return Files.write(next(), bytes);
  }

  Path folderWithout(Certificate certificate, String file) throws IOException {
    Path copy = copy(certificate.folder());
    Files.delete(copy.resolve(file));
    return copy;
  }

  /** All that can be read in folder and zip, one after the other. */
  String everyText(Certificate certificate) throws IOException {
    var all = new StringBuilder(text(certificate.zip()));
    for (Path file : ProjectFiles.below(certificate.folder())) {
      all.append('\n').append(text(file));
    }
    return all.toString();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private Path copy(Path original) throws IOException {
    Path copy = next();
    for (Path file : ProjectFiles.below(original)) {
      Path target = copy.resolve(original.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return copy;
  }

  private Path next() {
    return folder.resolve(Texts.of("copy-%d", ++made));
  }
}
