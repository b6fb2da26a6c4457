/** The only way to wait: a named look, a limit, an early end when it can no longer come true. */
@NullMarked
package kubetraining.wait;

import org.jspecify.annotations.NullMarked;
