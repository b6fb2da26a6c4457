package kubetraining.lab.ec2;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import kubetraining.wait.Waits;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Calls about what was made a moment ago. At first it is unknown to some parts of EC2, which say so
 * by {@code Invalid*.NotFound}; such a call was surely not carried out, so it is sent again.
 */
record NewlyMade(Ec2Endpoint endpoint, Waits waits) {
  static final Duration KNOWN_WITHIN = Duration.ofMinutes(1);

  /** What came of one call: an answer, or the words that the thing is not known yet. */
  private record Outcome<T>(Optional<T> answer, String words) {
    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * The answer of a call, however often it has to be sent.
   *
   * @param what is awaited if the first answer is that nothing is known
   */
  <T> T known(String what, Supplier<T> call) {
    var first = send(call);
    return first
        .answer()
        .orElseGet(
            () ->
                waits
                    .upTo(KNOWN_WITHIN)
                    .every(endpoint.quickPoll())
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
