package kubetraining.lab.ec2;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import kubetraining.progress.Progress;
import kubetraining.wait.Hopeless;
import kubetraining.wait.Waits;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What all that works on labs shares: the way to the API, and how is waited for it. */
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

  Ec2Failures failures() {
    return new Ec2Failures(endpoint());
  }

  /** The answer of calls that do {@code what}, or their failure, told. */
  <T> T telling(String what, Supplier<T> calls) {
    try {
      return calls.get();
    } catch (Exception e) {
      throw failures().told(what, e);
    }
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
    return waits
        .upTo(limit)
        .every(poll)
        .see(what, look, satisfied, seen -> lost.apply(seen).map(Hopeless::lab));
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
