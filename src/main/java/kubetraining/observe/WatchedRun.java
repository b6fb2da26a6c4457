package kubetraining.observe;

import java.time.Duration;
import java.util.Optional;
import kubetraining.course.Ending;

/** What an observation knows of its run. */
public interface WatchedRun {
  /** Says something on the console. */
  void say(String line);

  /** Keeps what is awaited at this moment. */
  void now(Now now);

  /** Says whose fault it was, if a step failed so. */
  Ending judge(Throwable thrown);

  /** Whether the guide is typed for the person to see, so that nothing of it is earned. */
  boolean shows();

  /** Whether somebody has told this program to stop. */
  boolean isStopping();

  /** From now on no wait lasts longer; empty takes it back. */
  void ceiling(Optional<Duration> longest);
}
