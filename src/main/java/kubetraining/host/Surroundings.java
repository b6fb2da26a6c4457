package kubetraining.host;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables that every program gets which makes artifacts, or is asked about them. What the
 * user set for a tool may say where things are (proxies, registries, caches), but must not change
 * what comes out, nor keep anything from coming out.
 */
final class Surroundings {
  private static final Map<String, String> SET =
      Map.of(
          "GOFLAGS", "-mod=readonly",
          "GOWORK", "off",
          // A recipe may want a newer Go than is installed; "local" would refuse to get it.
          "GOTOOLCHAIN", "auto",
          "npm_config_update_notifier", "false");

  // What Go builds, and for what. Without what only development takes, npm has nothing to build
  // pages with. Where pip puts things, and with whose modules it runs. An outer Maven hands the
  // last
  // ones to what it starts; they would lead the inner one astray.
  private static final String UNSET =
      """
      GO111MODULE GOOS GOARCH GOAMD64 GOEXPERIMENT GOROOT GOTMPDIR
      NODE_ENV NPM_CONFIG_OMIT npm_config_omit NPM_CONFIG_PRODUCTION npm_config_production
      PIP_TARGET PIP_PREFIX PIP_USER PIP_REQUIRE_VIRTUALENV PYTHONHOME PYTHONPATH
      MAVEN_PROJECTBASEDIR MAVEN_CMD_LINE_ARGS MAVEN_BASEDIR MAVEN_CONFIG
      """;

  private Surroundings() {}

  /**
   * Makes the variables of a program those that it shall have.
   *
   * @param own what is added for this one; an empty value removes a variable
   */
  static void prepare(Map<String, String> environment, Map<String, String> own) {
    environment.keySet().removeAll(List.of(UNSET.split("\\s+")));
    var added = new TreeMap<>(SET);
    added.putAll(own);
    added.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            environment.remove(name);
          } else {
            environment.put(name, value);
          }
        });
  }
}
