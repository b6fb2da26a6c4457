package kubetraining.lab.embedded.engine;

import kubetraining.host.Texts;

/**
 * What can be done about a container engine that does not answer.
 *
 * @param action what this program may do itself
 * @param found what is wrong, in one sentence
 * @param command what the user may type instead
 */
record EngineRemedy(Action action, String found, String command) {
  /** The possible ways on. */
  enum Action {
    NONE_NEEDED,
    START,
    INSTALL_AND_START,
    ASK_THE_USER
  }

  private static final String INSTALL = "apt-get update && apt-get install -y docker.io";

  /**
   * @param mayChange whether the user lets us install and start one
   */
  static EngineRemedy of(EngineSituation seen, boolean mayChange) {
    var address = seen.address();
    if (address.trouble().isPresent()) {
      return ask(address.trouble().get().found(), address.trouble().get().cure());
    }
    if (seen.answers()) {
      return new EngineRemedy(Action.NONE_NEEDED, "an engine listens at " + address, "");
    }
    String lookedFor =
        Texts.of("the container engine is looked for at %s, but %s", address, seen.socket().seen());
    if (address.source().isPresent()) {
      return ask(lookedFor, address.cure(" check that engine", ""));
    }
    return switch (seen.socket()) {
      case DENIED -> {
        String found = "a container engine listens at %s, but this user is not allowed to use it";
        String cure = "sudo usermod -aG docker $USER   (then log in again)";
        yield ask(Texts.of(found, address.host()), cure);
      }
      case NO_SOCKET -> {
        String cure =
            "ls -ld %1$s   (if nobody needs it, remove it: sudo rmdir %1$s; then start the engine)";
        yield ask(lookedFor, Texts.of(cure, address.socket().orElseThrow()));
      }
      default -> seen.installed() ? stopped(seen, mayChange) : absent(seen, mayChange);
    };
  }

  private static EngineRemedy ask(String found, String command) {
    return new EngineRemedy(Action.ASK_THE_USER, found, command);
  }

  private static EngineRemedy stopped(EngineSituation seen, boolean mayChange) {
    String found =
        "Docker's engine is installed but not running: nothing answers at " + seen.address().host();
    String command =
        seen.systemd() ? "systemctl start docker" : "dockerd >/var/log/dockerd.log 2>&1 &";
    if (!seen.root()) {
      return ask(found, "sudo " + command);
    }
    return mayChange
        ? new EngineRemedy(Action.START, found, command)
        : ask(found + ", and lab.embedded.install=never forbids starting it", command);
  }

  private static EngineRemedy absent(EngineSituation seen, boolean mayChange) {
    String found = "no container engine is installed: nothing answers at " + seen.address().host();
    if (!seen.debian()) {
      return ask(
          found + ", and this system has no apt-get to install one with",
          "install Docker's engine in your system's own way, see docs.docker.com/engine/install");
    }
    if (!seen.root()) {
      return ask(
          found + ", and only root is allowed to install one",
          "sudo sh -c '" + INSTALL + "' && sudo usermod -aG docker $USER   (then log in again)");
    }
    return mayChange
        ? new EngineRemedy(Action.INSTALL_AND_START, found, INSTALL)
        : ask(found + ", and lab.embedded.install=never forbids installing it", INSTALL);
  }

  /** What the user reads when nothing can be done here. */
  String message() {
    return Texts.of("The embedded lab needs a container engine: %s.%nType: %s", found, command);
  }
}
