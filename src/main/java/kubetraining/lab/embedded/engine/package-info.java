/**
 * The container engine of this computer: where it is, what it can do and what it lacks, how it is
 * installed and started, and how it is asked.
 */
@NullMarked
package kubetraining.lab.embedded.engine;

import org.jspecify.annotations.NullMarked;
