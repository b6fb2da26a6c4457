/**
 * Makes what is not in the cache: from packages, or fetched from registries, side by side, by tools
 * of this computer.
 */
@NullMarked
package kubetraining.artifact.make;

import org.jspecify.annotations.NullMarked;
