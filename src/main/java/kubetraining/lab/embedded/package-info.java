/**
 * A cloud on this computer: an EC2 API in a container, and containers as its machines. Here is what
 * it is asked to be; its rooms show how it comes about, {@code engine}, {@code image}, {@code
 * cloud}.
 */
@NullMarked
package kubetraining.lab.embedded;

import org.jspecify.annotations.NullMarked;
