package kubetraining.lab.embedded;

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

  private static final String START_HERE = "dockerd >/var/log/dockerd.log 2>&1 &";
  private static final String START_SERVICE = "systemctl start docker";
  private static final String INSTALL = "apt-get update && apt-get install -y docker.io";

  static EngineRemedy of(EngineSituation seen, InstallPolicy policy) {
    var address = seen.address();
    if (address.trouble().isPresent()) {
      var trouble = address.trouble().get();
      return new EngineRemedy(Action.ASK_THE_USER, trouble.found(), trouble.cure());
    }
    if (seen.answers()) {
      return new EngineRemedy(Action.NONE_NEEDED, "an engine listens at " + address, "");
    }
    if (address.source().isPresent()) {
      return new EngineRemedy(
          Action.ASK_THE_USER,
          Texts.of(
              "the container engine is looked for at %s, but %s", address, seen(seen.socket())),
          address.source().get().undo() + "   (or see to that engine)");
    }
    if (seen.socket() == EngineSituation.Socket.DENIED) {
      return new EngineRemedy(
          Action.ASK_THE_USER,
          Texts.of("a container engine listens at %s, but this user may not use it", seen.host()),
          "sudo usermod -aG docker $USER   (then log in again)");
    }
    if (seen.socket() == EngineSituation.Socket.NO_SOCKET) {
      return new EngineRemedy(
          Action.ASK_THE_USER,
          Texts.of(
              "the container engine is looked for at %s, but %s", address, seen(seen.socket())),
          Texts.of(
              "ls -ld %1$s   (if nobody needs it, remove it: sudo rmdir %1$s; then start the engine)",
              address.socket().orElseThrow()));
    }
    return seen.installed() ? stopped(seen, policy) : absent(seen, policy);
  }

  private static String seen(EngineSituation.Socket socket) {
    return switch (socket) {
      case DENIED -> "this user may not use it";
      case NO_SOCKET -> "that is a file or a folder, and no socket";
      default -> "nothing answers there";
    };
  }

  private static EngineRemedy stopped(EngineSituation seen, InstallPolicy policy) {
    String found =
        "Docker's engine is installed but not running: nothing answers at " + seen.host();
    String command = seen.systemd() ? START_SERVICE : START_HERE;
    if (!seen.root()) {
      return new EngineRemedy(Action.ASK_THE_USER, found, "sudo " + command);
    }
    return policy == InstallPolicy.NEVER
        ? new EngineRemedy(Action.ASK_THE_USER, found + optedOut("start"), command)
        : new EngineRemedy(Action.START, found, command);
  }

  private static EngineRemedy absent(EngineSituation seen, InstallPolicy policy) {
    String found = "no container engine is installed: nothing answers at " + seen.host();
    if (!seen.debian()) {
      return new EngineRemedy(
          Action.ASK_THE_USER,
          found + ", and this system has no apt-get to install one with",
          "install Docker's engine by your system's own means, see docs.docker.com/engine/install");
    }
    if (!seen.root()) {
      return new EngineRemedy(
          Action.ASK_THE_USER,
          found + ", and only root may install one",
          "sudo sh -c '" + INSTALL + "' && sudo usermod -aG docker $USER   (then log in again)");
    }
    return policy == InstallPolicy.NEVER
        ? new EngineRemedy(Action.ASK_THE_USER, found + optedOut("install"), INSTALL)
        : new EngineRemedy(Action.INSTALL_AND_START, found, INSTALL);
  }

  private static String optedOut(String what) {
    return ", and lab.embedded.install=never forbids to " + what + " it";
  }

  /** What the user reads when nothing can be done here. */
  String message() {
    return Texts.of("The embedded lab needs a container engine: %s.%nType: %s", found, command);
  }
}
