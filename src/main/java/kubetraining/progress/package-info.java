/** How long work tells its reader what it is doing now. */
@NullMarked
package kubetraining.progress;

import org.jspecify.annotations.NullMarked;
