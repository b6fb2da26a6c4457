/** What is kept of a scenario for whoever wants to know why it ended as it did. */
@NullMarked
package kubetraining.evidence;

import org.jspecify.annotations.NullMarked;
