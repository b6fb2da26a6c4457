/** Whoever performs the lesson: types its commands, and gets the answers. */
@NullMarked
package kubetraining.trainee;

import org.jspecify.annotations.NullMarked;
