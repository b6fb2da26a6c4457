package kubetraining.judge;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kubetraining.artifact.recipe.ArtifactException;
import kubetraining.cluster.BootstrapFailedException;
import kubetraining.course.Ending;
import kubetraining.course.Outcome;
import kubetraining.host.HostException;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.remote.CommandFailedException;
import kubetraining.remote.HostKeyChangedException;
import kubetraining.wait.ToDoException;
import kubetraining.wait.Unmet;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.opentest4j.ValueWrapper;

/**
 * Says what a scenario came to, by the type of what was thrown. Only what is known to tell of the
 * trainee's work blames the trainee: what nobody knows is a fault of this suite, which proves
 * nothing and accuses nobody. Whatever failed, if the lab does not answer now, that is the cause.
 *
 * @param silent looks what of the lab does not answer now, in words; empty if all of it does
 * @param stopping whether somebody has told the run to stop, so that whatever fails proves nothing
 */
public record Judgement(Supplier<List<String>> silent, BooleanSupplier stopping) {
  private static final List<Class<? extends Throwable>> OF_LAB =
      List.of(
          LabUnavailableException.class,
          ArtifactException.class,
          HostException.class,
          BootstrapFailedException.class,
          HostKeyChangedException.class,
          SocketException.class,
          SocketTimeoutException.class,
          UnknownHostException.class);
  private static final Set<Outcome> PERHAPS_THE_LAB =
      Set.of(Outcome.WRONG, Outcome.NOT_YET, Outcome.TIMEOUT, Outcome.SUITE_FAULT);
  // kubectl has no exit code for this. The address tells our API server from other programs.
  private static final Pattern NO_API_SERVER =
      Pattern.compile(
          "The connection to the server \\S+:6443 was refused|Unable to connect to the server|etcdserver: ");
  private static final int NOT_FOUND = 404;

  /** How a scenario ended in which this was thrown. */
  public Ending of(Throwable thrown) {
    if (stopping.getAsBoolean()) {
      return Ending.of(
          Outcome.UNDER_WAY, "the run was told to stop while this was under way: " + words(thrown));
    }
    Ending ending = byType(thrown).orElseGet(() -> unknown(thrown));
    if (!PERHAPS_THE_LAB.contains(ending.outcome())) {
      return ending;
    }
    String silence = String.join("; ", silent.get());
    if (silence.isEmpty()) {
      return ending;
    }
    String words = Texts.of("%s; the original failure: %s", silence, ending.message());
    String expected = "the API server and all machines to answer";
    return new Ending(Outcome.LAB_FAULT, words, expected, silence, "");
  }

  /** By the outermost that is known in the chain of causes. */
  private static Optional<Ending> byType(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      var known = known(each);
      if (known.isPresent()) {
        return known;
      }
    }
    return byParts(thrown);
  }

  private static Optional<Ending> known(Throwable thrown) {
    String words = words(thrown);
    if (thrown instanceof BlockedException blocked) {
      return Optional.of(Ending.blocked(words, blocked.by()));
    }
    if (thrown instanceof TestAbortedException) {
      return Optional.of(Ending.of(Outcome.NOT_ATTEMPTED, words));
    }
    if (thrown instanceof CommandFailedException failed
        && NO_API_SERVER.matcher(failed.seen()).find()) {
      return ending(Outcome.LAB_FAULT, words, failed.expected(), failed.seen());
    }
    if (thrown instanceof Unmet unmet) {
      return ending(outcome(unmet), words, unmet.expected(), unmet.seen());
    }
    if (thrown instanceof AssertionError error) {
      var said = AssertionWords.of(error);
      return ending(Outcome.WRONG, words, said.expected(), said.seen());
    }
    if (OF_LAB.stream().anyMatch(type -> type.isInstance(thrown))
        || PassingFaults.isUnanswered(thrown)) {
      return ending(Outcome.LAB_FAULT, words, "", words);
    }
    if (thrown instanceof ToDoException || thrown instanceof ResourceNotFoundException) {
      return ending(Outcome.NOT_YET, words, "", words);
    }
    if (thrown instanceof KubernetesClientException refused) {
      // The trainee asks by kubectl, so what is refused here was asked by us.
      String other = Texts.of("an answer from the API server other than %d", refused.getCode());
      var outcome = refused.getCode() == NOT_FOUND ? Outcome.NOT_YET : Outcome.SUITE_FAULT;
      return ending(outcome, words, other, words);
    }
    return Optional.empty();
  }

  /** Work of several parts: the lab is to blame only if it is for each part that failed. */
  private static Optional<Ending> byParts(Throwable thrown) {
    var parts = Arrays.asList(thrown.getSuppressed());
    boolean ofLab =
        !parts.isEmpty()
            && parts.stream()
                .map(Judgement::byType)
                .allMatch(
                    part -> part.filter(each -> each.outcome() == Outcome.LAB_FAULT).isPresent());
    String words = words(thrown);
    return ofLab ? ending(Outcome.LAB_FAULT, words, "", words) : Optional.empty();
  }

  private static Ending unknown(Throwable thrown) {
    String named = Texts.of("%s: %s", thrown.getClass().getName(), words(thrown));
    return new Ending(Outcome.SUITE_FAULT, named, "", named, "");
  }

  private static Optional<Ending> ending(
      Outcome outcome, String words, String expected, String seen) {
    return Optional.of(new Ending(outcome, words, expected, seen, ""));
  }

  private static Outcome outcome(Unmet unmet) {
    return switch (unmet.fault()) {
      case CONTRADICTED -> Outcome.WRONG;
      case NOT_THERE -> Outcome.NOT_YET;
      case TOO_LATE -> Outcome.TIMEOUT;
      case LAB -> Outcome.LAB_FAULT;
      case SUITE -> Outcome.SUITE_FAULT;
    };
  }

  private static String words(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.toString() : message.strip();
  }

  /**
   * What an assertion expected and what it saw, as far as it can be told apart.
   *
   * @param expected empty if the message says all
   * @param seen what was seen; if it cannot be told apart, all that was said
   */
  private record AssertionWords(String expected, String seen) {
    // "[description] Expecting actual: SEEN to contain: ...", over several lines.
    private static final Pattern EXPECTING =
        Pattern.compile(
            "(?s)^(?:\\[(?<about>.*?)\\]\\s*)?Expecting(?: actual)?(?<of>[^:\\n]*):\\s*\\n(?<seen>.*?)\\n(?<claim>(?:not )?(?:to |all|any|none|at least|at most|exactly|but )[^\\n]*.*)$");

    private static final Pattern ABOUT = Pattern.compile("(?s)^\\[(?<about>.*?)\\]\\s*\\n");

    static AssertionWords of(AssertionError error) {
      String message = Objects.requireNonNullElse(error.getMessage(), error.toString()).strip();
      Matcher said = EXPECTING.matcher(message);
      if (said.find()) {
        return new AssertionWords(
            joined(Objects.requireNonNullElse(said.group("about"), ""), said.group("claim")),
            said.group("seen").strip());
      }
      if (error instanceof AssertionFailedError failed
          && failed.isExpectedDefined()
          && failed.isActualDefined()) {
        Matcher about = ABOUT.matcher(message);
        return new AssertionWords(
            valued(words(failed.getExpected()), about.find() ? about.group("about") : ""),
            words(failed.getActual()));
      }
      return new AssertionWords("", message);
    }

    private static String joined(String about, String claim) {
      return about.isBlank() ? claim.strip() : about.strip() + ": " + claim.strip();
    }

    // The value first: what it is about may be long, and tell how it came to be.
    private static String valued(String value, String about) {
      return about.isBlank() ? value : Texts.of("%s (%s)", value, about.strip());
    }

    private static String words(ValueWrapper value) {
      return Objects.requireNonNullElse(value.getStringRepresentation(), "null");
    }
  }
}
