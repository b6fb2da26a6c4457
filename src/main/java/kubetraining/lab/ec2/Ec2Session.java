package kubetraining.lab.ec2;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kubetraining.host.Texts;
import kubetraining.lab.LabUnavailableException;
import kubetraining.progress.Progress;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * What all that works on labs shares: the way to the API, how is waited for it, and how its
 * failures are told, with the next thing to do.
 */
record Ec2Session(Ec2Connection connection, Waits waits, Progress progress) {
  static final Duration KNOWN_WITHIN = Duration.ofMinutes(1);

  /** What came of one call: an answer, or the words that the thing is not known yet. */
  private record Outcome<T>(Optional<T> answer, String words) {
    @Override
    public String toString() {
      return words;
    }
  }

  Ec2Client calls() {
    return connection.calls();
  }

  Ec2Endpoint endpoint() {
    return connection.endpoint();
  }

  Ec2Holdings holdings() {
    return new Ec2Holdings(calls());
  }

  /** The answer of calls that do {@code what}; a failure is told in the user's terms. */
  <T> T telling(String what, Supplier<T> calls) {
    try {
      return calls.get();
    } catch (Exception e) {
      throw told(what, e);
    }
  }

  /** The failure to throw instead; those that already speak the user's terms pass as they are. */
  private RuntimeException told(String what, Throwable failure) {
    if (failure instanceof LabUnavailableException known) {
      var besides = besides(known);
      return besides.isEmpty()
          ? known
          : new LabUnavailableException(known, "%s%s", known.getMessage(), besides);
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new LabUnavailableException(failure, "could not %s: interrupted", what);
    }
    return unavailable(what, reasons(failure), failure);
  }

  /** The failure of a teardown, which names what stays. */
  LabUnavailableException notGivenBack(String lab, String left, Throwable failure) {
    String reasons = Texts.of("still there: %s; %s", left, reasons(failure));
    return unavailable(Texts.of("give back lab '%s'", lab), reasons, failure);
  }

  private LabUnavailableException unavailable(String what, String reasons, Throwable failure) {
    var refusal = refusals(failure).findFirst();
    var next =
        refusal.map(Refusal::next).orElse("run again; './training sweep' removes what is left");
    String words = "could not %s with %s: %s; %s%s";
    String also = besides(failure);
    return new LabUnavailableException(
        failure, words, what, endpoint().where(), reasons, next, also);
  }

  private static String besides(Throwable failure) {
    var besides = Arrays.stream(failure.getSuppressed());
    var told = besides.filter(LabUnavailableException.class::isInstance);
    return told.map(e -> "; also, " + e.getMessage()).collect(joining());
  }

  private static String reasons(Throwable failure) {
    var refusals = refusals(failure).map(Refusal::toString).collect(joining("; "));
    if (!refusals.isEmpty()) {
      return refusals;
    }
    var causes = steps(failure).map(Throwable::getMessage).collect(joining("; "));
    return causes.isEmpty() ? String.valueOf(failure.getMessage()) : causes;
  }

  private static Stream<Refusal> refusals(Throwable failure) {
    return Stream.concat(Stream.of(failure), steps(failure))
        .filter(SdkException.class::isInstance)
        .map(e -> Refusal.of((SdkException) e));
  }

  /** Why steps of a teardown failed. */
  private static Stream<Throwable> steps(Throwable failure) {
    return Arrays.stream(failure.getSuppressed()).map(Throwable::getCause).filter(Objects::nonNull);
  }

  /** Waits for what {@code look} sees, and says so. */
  <T> T see(String what, Duration limit, Duration poll, Callable<T> look, Predicate<T> satisfied) {
    return see(what, limit, poll, look, satisfied, seen -> Optional.empty());
  }

  /** As above, giving up when {@code lost} says why it can no longer come true. */
  <T> T see(
      String what,
      Duration limit,
      Duration poll,
      Callable<T> look,
      Predicate<T> satisfied,
      Function<T, Optional<String>> lost) {
    progress.awaiting(what);
    var wait = waits.upTo(limit).every(poll);
    return wait.see(what, look, satisfied, seen -> lost.apply(seen).map(Hopeless::lab));
  }

  /**
   * The answer of a call about what was made a moment ago, however often it has to be sent. At
   * first it is unknown to some parts of EC2, which say so by {@code Invalid*.NotFound}; such a
   * call was surely not carried out.
   *
   * @param what is awaited if the first answer is that nothing is known
   */
  <T> T known(String what, Supplier<T> call) {
    var outcome = send(call);
    if (outcome.answer().isEmpty()) {
      var wait = waits.upTo(KNOWN_WITHIN).every(endpoint().quickPoll());
      outcome = wait.see(what, () -> send(call), seen -> seen.answer().isPresent());
    }
    return outcome.answer().orElseThrow();
  }

  private static <T> Outcome<T> send(Supplier<T> call) {
    try {
      return new Outcome<>(Optional.of(call.get()), "known");
    } catch (SdkException e) {
      var refusal = Refusal.of(e);
      if (refusal.notFound() && refusal.code().startsWith("Invalid")) {
        return new Outcome<>(Optional.empty(), refusal.toString());
      }
      throw e;
    }
  }
}
