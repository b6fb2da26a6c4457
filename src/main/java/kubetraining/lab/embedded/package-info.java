/** A cloud on this computer: an EC2 API in a container, and containers as its machines. */
@NullMarked
package kubetraining.lab.embedded;

import org.jspecify.annotations.NullMarked;
