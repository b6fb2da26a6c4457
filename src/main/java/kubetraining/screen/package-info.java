/** Shows on a whole terminal what an observation waits for. */
@NullMarked
package kubetraining.screen;

import org.jspecify.annotations.NullMarked;
