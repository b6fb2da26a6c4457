package kubetraining.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small run that has ended, with its guide, in a folder of a test. */
public final class SampleRun {
  static final String REPORT =
      """
      {"schema": "kube-training/progress/3",
       "run": {"id": "20261123-163059", "startedAt": "2026-11-23T16:30:59Z",
               "endedAt": "2026-11-23T16:40:38Z", "selection": "",
               "lab": {"kind": "embedded", "name": "training", "kubernetes": "v1.36.3",
                       "machines": [{"name": "node1"}]},
               "images": [{"reference": "x:1", "digest": "sha256:abc"}]},
       "sections": [{"id": "section-1", "title": "1. The lab", "verdict": "CERTIFIED"},
                    {"id": "section-3", "title": "3. Spark", "verdict": "CERTIFIED"}],
       "scenarios": [
         {"id": "01-lab/four-machines-run", "outcome": "DONE", "allowed": false,
          "evidence": ["evidence/01-lab/four-machines-run/terminal.txt"]},
         {"id": "01-lab/they-are-one-cluster", "outcome": "DONE", "allowed": false, "evidence": []},
         {"id": "03-spark/pi-is-computed", "outcome": "DONE", "allowed": false,
          "evidence": ["evidence/03-spark/pi-is-computed/driver.log"]}],
       "leftovers": []}
      """;
  private final Path folder;

  /** Certifies such a run in a folder, in a program of its own. */
  public static void main(String[] arguments) throws IOException {
    new SampleRun(Path.of(arguments[0])).certify();
  }

  /** Writes it. */
  public SampleRun(Path folder) throws IOException {
    this.folder = folder;
    write(
        "features/01-lab.feature",
        """
        @section-1
        Feature: 1. The lab
          Some prose.

          Background:
            Given the cluster is running

          Rule: Machines

            @essential
            Scenario: Four machines run
              Look at them.

              Then 4 machines are running

            @essential
            Scenario: They are one cluster
              When the trainee runs on node1:
                \"\"\"bash
                kubectl get nodes
                \"\"\"
              Then these are listed:
                | node1 |
        """);
    write(
        "features/03-spark.feature",
        """
        @section-3
        Feature: 3. Spark

          @essential
          Scenario: Pi is computed
            Then pi is about 3.14
        """);
    report(REPORT);
    write("reports/progress.md", "# DONE\n");
    write("manifests/hello.yaml", "kind: Pod\n");
    write("classes/Main.class", "\u00ca\u00fe");
    write("reports/evidence/01-lab/four-machines-run/terminal.txt", "ubuntu@node1:~$ date\n");
    write("reports/evidence/03-spark/pi-is-computed/driver.log", "Pi is roughly 3.1415\n");
  }

  /** Replaces its report. */
  SampleRun report(String json) throws IOException {
    write("reports/progress.json", json);
    return this;
  }

  void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  Path features() {
    return folder.resolve("features");
  }

  /** As they are now. */
  Inputs inputs() {
    return Inputs.read(
        new Inputs.Places(
            features(),
            Map.of("manifests", folder.resolve("manifests")),
            Map.of("program", folder.resolve("classes"))));
  }

  Path key() {
    return folder.resolve("config/signing-key.pem");
  }

  /** Signs what is in a certificate anew, with the same key. */
  void sign(Map<String, byte[]> files) {
    var key = SigningKey.load(key());
    files.put("manifest.sig", key.sign(files.get("manifest.json")));
    Sums.add(files, key);
  }

  /** Certifies it with a key of its own. */
  public Certificate certify() {
    return Certificate.write(
        folder.resolve("reports"),
        inputs(),
        folder.resolve("reports/certificate"),
        Map.of("java", "17"),
        SigningKey.loadOrMake(key()));
  }
}
