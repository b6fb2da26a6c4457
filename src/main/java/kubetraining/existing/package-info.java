/**
 * A cluster that exists already, and belongs to somebody else: whether its kubeconfig works, what
 * is there, and what that means for the guide. Nothing here changes anything.
 */
@NullMarked
package kubetraining.existing;

import org.jspecify.annotations.NullMarked;
