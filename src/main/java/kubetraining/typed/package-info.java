/**
 * What somebody types in a shell on a machine: marked by the shell, kept on this computer, and
 * compared with what the guide prints.
 */
@NullMarked
package kubetraining.typed;

import org.jspecify.annotations.NullMarked;
