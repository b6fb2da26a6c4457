package kubetraining.lab.ec2;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.progress.Progress;
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

  /**
   * The answer of a call about what was made a moment ago, however often it has to be sent. At
   * first it is unknown to some parts of EC2, which say so by {@code Invalid*.NotFound}; such a
   * call was surely not carried out.
   *
   * @param what is awaited if the first answer is that nothing is known
   */
  <T> T known(String what, Supplier<T> call) {
    return send(call)
        .answer()
        .orElseGet(
            () ->
                waits
                    .upTo(KNOWN_WITHIN)
                    .every(endpoint().quickPoll())
                    .see(what, () -> send(call), outcome -> outcome.answer().isPresent())
                    .answer()
                    .orElseThrow());
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
