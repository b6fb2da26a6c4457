package kubetraining.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import kubetraining.host.Texts;
import kubetraining.remote.CommandResult;
import kubetraining.remote.RemoteShell;
import org.opentest4j.TestAbortedException;

/**
 * Where commands of the guide are typed for a cluster that exists already: they get the names of
 * its nodes, and one that cannot do here what it does on a machine of the guide is not typed, so
 * that its scenario ends as not attempted.
 *
 * @param before typed before each script, in the same shell
 * @param names puts the names of the cluster into a script
 */
record TypingPlace(RemoteShell shell, String before, UnaryOperator<String> names, List<Lack> lacks)
    implements RemoteShell {
  /** What a cluster says that refuses something by rules of its own. */
  static final Pattern REFUSED =
      Pattern.compile(
          "violates PodSecurity|exceeded quota: |failed quota: |admission webhook .* denied|ValidatingAdmissionPolicy .* denied"
              + "|forbidden: (maximum|minimum) .* usage per");

  /**
   * Something that this place does not have.
   *
   * @param command a command that needs it
   * @param why what is missing, and how to have it
   */
  record Lack(Pattern command, String why) {
    static Lack of(String command, String why) {
      return new Lack(Pattern.compile(command), why);
    }
  }

  /** A place on a machine where nobody can type. */
  static RemoteShell none(String node, RemoteShell any) {
    String why =
        "nobody can type on %s; name it in lab.ssh.hosts, with lab.ssh.user and lab.ssh.key";
    var lacks = List.of(Lack.of("^", Texts.of(why, node)));
    return new TypingPlace(any, "", UnaryOperator.identity(), lacks);
  }

  @Override
  public String machine() {
    return shell.machine();
  }

  @Override
  public CommandResult run(String command, Duration limit) {
    require(command);
    var result = shell.run(before + names.apply(command), limit);
    requireAdmitted(result);
    return result.of(command);
  }

  /** What the cluster's own rules refuse is neither right nor wrong of the trainee. */
  private static void requireAdmitted(CommandResult result) {
    var refused = result.stderr().lines().filter(REFUSED.asPredicate()).findFirst();
    if (!result.succeeded() && refused.isPresent()) {
      throw new TestAbortedException("rules of this cluster refused it: " + refused.get());
    }
  }

  /** Sees that this place has what a script needs. */
  void require(String command) {
    for (Lack lack : lacks) {
      var found = lack.command().matcher(command);
      if (found.find()) {
        String part = found.group().isBlank() ? printed(command) : found.group().strip();
        throw new TestAbortedException(Texts.of("'%s' was not typed: %s", part, lack.why()));
      }
    }
  }

  /** The first line that the guide prints, of a script that also sets up the shell. */
  private static String printed(String script) {
    return script
        .lines()
        .filter(line -> !line.equals("set -e") && !line.startsWith("export "))
        .findFirst()
        .orElse(script);
  }

  @Override
  public void upload(Path local, String remotePath) {
    shell.upload(local, remotePath);
  }

  @Override
  public void close() {
    shell.close();
  }
}
