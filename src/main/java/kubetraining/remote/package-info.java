/** SSH: run a command on a machine, copy a file to it, pin its host key. */
@NullMarked
package kubetraining.remote;

import org.jspecify.annotations.NullMarked;
