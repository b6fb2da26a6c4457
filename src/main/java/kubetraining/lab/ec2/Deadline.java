package kubetraining.lab.ec2;

import java.time.Duration;

/** One limit that several waits share, so that they do not add up. */
record Deadline(long nanoTime) {
  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  /** What is left, but enough for one look at least. */
  Duration left(Duration oneLook) {
    var left = Duration.ofNanos(nanoTime - System.nanoTime());
    return left.compareTo(oneLook) > 0 ? left : oneLook;
  }
}
