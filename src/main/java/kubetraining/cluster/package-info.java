/** From bare machines to a cluster: ordered, repeatable bootstrap phases. */
@NullMarked
package kubetraining.cluster;

import org.jspecify.annotations.NullMarked;
