/** What a section of the guide puts into the cluster, and how all of it leaves again. */
@NullMarked
package kubetraining.component;

import org.jspecify.annotations.NullMarked;
