package kubetraining.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import kubetraining.guide.Asked;
import kubetraining.host.FileWork;
import kubetraining.host.WholeFile;

/** A run of a test: it does one thing after the other, and each of them at once. */
public final class PlainRun {
  private PlainRun() {}

  /** The run, which is yet to begin. */
  public static TrainingRun of(
      RunOpening.Loader loader, Path features, Path reports, Asked asked, PrintStream out) {
    return new TrainingRun(
        new RunOpening(loader, features, reports, asked, out, Runnable::run, PlainRun.class));
  }

  /** A guide with one scenario, below a folder. */
  static Path guide(Path home) {
    Path features = home.resolve("features");
    String lab =
        """
        @section-1
        Feature: 1. The lab
          @essential
          Scenario: It runs
            Then it runs
        """;
    FileWork.run(
        "could not write a guide",
        () -> WholeFile.write(features.resolve("01-lab.feature"), lab.getBytes(UTF_8)));
    return features;
  }

  /** A run of that guide, of which nobody hears, with its reports below the same folder. */
  static TrainingRun of(Path home, String reports, RunOpening.Loader loader) {
    var out = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    return of(loader, guide(home), home.resolve(reports), Asked.EVERYTHING, out);
  }

  /** As the first, with these labs. */
  public static TrainingRun of(
      Labs labs, Path features, Path reports, Asked asked, OutputStream console) {
    var out = new PrintStream(console, true, UTF_8);
    return of((progress, waits) -> labs, features, reports, asked, out);
  }
}
