package kubetraining.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kubetraining.host.Environment;

/**
 * Where this user's programs keep their files, by the XDG base directory specification, 0.8: a
 * variable that is empty, or names a relative path, is ignored.
 *
 * @param properties the system properties
 */
record UserFolders(Map<String, String> properties, Environment environment) {
  private static final String OURS = "kube-training";

  Path config() {
    return folder("XDG_CONFIG_HOME", ".config");
  }

  Path cache() {
    return folder("XDG_CACHE_HOME", ".cache");
  }

  Path state() {
    return folder("XDG_STATE_HOME", ".local/state");
  }

  /** The path that a shell would have made of it: it leaves {@code -Dname=~/file} as it is. */
  Path expanded(Path path) {
    return path.startsWith("~") ? home().resolve(Path.of("~").relativize(path)) : path;
  }

  private Path folder(String variable, String belowHome) {
    return environment.folder(variable).orElseGet(() -> home().resolve(belowHome)).resolve(OURS);
  }

  /**
   * Java says "?" where the system has no name and no home for a user, as in a container that runs
   * under a bare number; below the current folder nobody would look for a key.
   */
  private Path home() {
    return Optional.ofNullable(properties.get("user.home"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .or(() -> environment.folder("HOME"))
        .orElseThrow(
            () ->
                new ConfigException(
                    "this computer has no home folder for you (user.home is '%s', HOME names no folder); set HOME",
                    properties.getOrDefault("user.home", "")));
  }
}
