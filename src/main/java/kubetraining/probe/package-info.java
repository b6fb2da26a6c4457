/** Read-only looks at a cluster that return what was seen. */
@NullMarked
package kubetraining.probe;

import org.jspecify.annotations.NullMarked;
