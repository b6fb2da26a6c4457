/** The commands of the launcher {@code training}. */
@NullMarked
package kubetraining.cli;

import org.jspecify.annotations.NullMarked;
