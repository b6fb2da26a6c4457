package kubetraining.stranger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A scenario of the section that needs no lab, run by Maven as a user would, but of compiled
 * classes.
 */
record RunWithoutLab(Stranger stranger) {
  /** With a home of its own, in which the run makes the key that it signs with. */
  Stranger.Outcome in(Path home) {
    // Java asks the system, and not HOME, where that is.
    stranger.with("JAVA_TOOL_OPTIONS", "-Duser.home=" + home);
    try {
      return stranger.mvn(
          "failsafe:integration-test",
          "failsafe:verify",
          "-Dcucumber.filter.tags=@certificate",
          "-Dcucumber.filter.name=The certificate contains no secret",
          "-Dlab.embedded.install=never");
    } finally {
      stranger.without("JAVA_TOOL_OPTIONS");
    }
  }

  /** What its certificate says. */
  JsonNode certificate() throws IOException {
    return new ObjectMapper()
        .readTree(stranger.checkout().resolve("reports/certificate/manifest.json").toFile());
  }
}
