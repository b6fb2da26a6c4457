package kubetraining.host;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The variables of the environment, read by one rule: a variable that is set but empty is not set,
 * as the XDG base directory specification asks for its own, and as shells mean it by {@code
 * ${NAME:-default}}.
 */
public record Environment(Map<String, String> variables) {

  /** The variables that this process was started with. */
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /** The value of a variable; empty if it is not set, or holds nothing but white space. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** The folder that a variable names; a relative one counts as not set, as XDG asks. */
  public Optional<Path> folder(String name) {
    return get(name).map(Path::of).filter(Path::isAbsolute);
  }
}
