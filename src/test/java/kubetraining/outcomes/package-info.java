/** Glue for a small guide of its own, in which a scenario ends in each way that there is. */
@NullMarked
package kubetraining.outcomes;

import org.jspecify.annotations.NullMarked;
