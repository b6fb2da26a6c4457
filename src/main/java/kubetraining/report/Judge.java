package kubetraining.report;

import kubetraining.course.Ending;

/**
 * Says what a scenario came to, by what was thrown in it. Whoever judges knows the lab and its
 * libraries; the report need not.
 */
@FunctionalInterface
public interface Judge {
  /** How a scenario ended in which this was thrown. */
  Ending of(Throwable thrown);
}
