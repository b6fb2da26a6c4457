package kubetraining.export;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.stream.Collectors;
import kubetraining.host.Texts;
import kubetraining.report.ProgressReport;

/** Allure's {@code environment.properties}: what the run worked on. */
final class AllureEnvironment {
  private AllureEnvironment() {}

  static String of(ProgressReport report) {
    var properties = new Properties();
    var run = report.run();
    properties.setProperty("Run", run.id());
    properties.setProperty("Selection", run.selection().isEmpty() ? "everything" : run.selection());
    if (!run.challenge().isEmpty()) {
      properties.setProperty("Challenge", run.challenge());
    }
    if (run.lab() != null) {
      properties.setProperty("Lab", Texts.of("%s (%s)", run.lab().name(), run.lab().kind()));
      properties.setProperty("Machines", String.valueOf(run.lab().machines().size()));
      properties.setProperty("Kubernetes", run.lab().kubernetes());
    }
    run.images()
        .forEach(image -> properties.setProperty("Image " + image.reference(), image.digest()));
    return written(properties);
  }

  // By the class that also reads such files, so that its escapes are right; less its line of date.
  private static String written(Properties properties) {
    try {
      var writer = new StringWriter();
      properties.store(writer, null);
      return writer
          .toString()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .sorted()
          .collect(Collectors.joining("\n", "", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write properties to memory", e);
    }
  }
}
