package kubetraining.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kubetraining.certificate.Certificate;
import kubetraining.certificate.SigningKey;
import kubetraining.host.ProjectFiles;
import kubetraining.host.Texts;
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
    try {
      folder = Files.createTempDirectory("certificate");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for certificates", e);
    }
    notes.undo().push("remove " + folder, () -> delete(folder));
  }

  Certificate certify() {
    return new RunCertificate(run).write(next());
  }

  Certificate signedBySomebodyElse() {
    var theirs = SigningKey.loadOrMake(folder.resolve("their-key.pem"));
    return new RunCertificate(run).write(next(), run.inputs(), theirs);
  }

  /** As if the guide had never had this scenario. */
  Certificate certifyWithout(String scenario) {
    Path features = next();
    try {
      Files.createDirectories(features);
      for (Path file : below(run.features())) {
        Files.write(
            features.resolve(file.getFileName()), without(scenario, Files.readAllLines(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the guide to " + features, e);
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

  Path folderWithAByteChanged(Certificate certificate, String file) {
    Path copy = copy(certificate.folder());
    try {
      byte[] content = Files.readAllBytes(copy.resolve(file));
      content[content.length / 2] ^= 1;
      Files.write(copy.resolve(file), content);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(Texts.of("cannot change %s in %s", file, copy), e);
    }
  }

  /** The files in a certificate are not compressed, so that each is found in the zip as it is. */
  Path zipWithAByteChanged(Certificate certificate, String file) {
    Path copy = next();
    try {
      String zip = Files.readString(certificate.zip(), StandardCharsets.ISO_8859_1);
      String content =
          Files.readString(certificate.folder().resolve(file), StandardCharsets.ISO_8859_1);
      byte[] bytes = zip.getBytes(StandardCharsets.ISO_8859_1);
      bytes[zip.indexOf(content) + content.length() / 2] ^= 1;
      return Files.write(copy, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(Texts.of("cannot change %s in %s", file, copy), e);
    }
  }

  Path folderWithout(Certificate certificate, String file) {
    Path copy = copy(certificate.folder());
    try {
      Files.delete(copy.resolve(file));
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(Texts.of("cannot remove %s from %s", file, copy), e);
    }
  }

  /** All that can be read in folder and zip, one after the other. */
  String everyText(Certificate certificate) {
    var files = Stream.concat(below(certificate.folder()).stream(), Stream.of(certificate.zip()));
    return files.map(CertificateCopies::text).collect(Collectors.joining("\n"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private Path copy(Path original) {
    Path copy = next();
    try {
      for (Path file : below(original)) {
        Path target = copy.resolve(original.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + original, e);
    }
  }

  private Path next() {
    return folder.resolve(Texts.of("copy-%d", ++made));
  }

  private static List<Path> below(Path folder) {
    try {
      return ProjectFiles.below(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static void delete(Path tree) {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + tree, e);
    }
  }
}
