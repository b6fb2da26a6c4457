package kubetraining.trainee;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether something that was not so has become so, and has stayed so for two looks between which
 * nobody was typing: who types it in a marked shell is to be seen typing it.
 */
final class Reached {
  private static final Duration PAUSE = Duration.ofMillis(800);
  private final Supplier<Optional<Boolean>> isSo;
  private boolean wasNot;
  private boolean wasSo;
  private long lookedAt;

  /**
   * Looks for the first time.
   *
   * @param isSo empty if nobody can tell at the moment
   */
  Reached(Supplier<Optional<Boolean>> isSo) {
    this.isSo = isSo;
    look();
  }

  /** Looks, if it is time. */
  boolean look(BooleanSupplier isTyping) {
    if (System.nanoTime() - lookedAt < PAUSE.toNanos()) {
      return false;
    }
    if (isTyping.getAsBoolean()) {
      wasSo = false;
      return false;
    }
    boolean before = wasSo;
    look();
    return before && wasSo;
  }

  private void look() {
    var is = isSo.get();
    wasNot |= is.equals(Optional.of(false));
    wasSo = wasNot && is.equals(Optional.of(true));
    lookedAt = System.nanoTime();
  }
}
