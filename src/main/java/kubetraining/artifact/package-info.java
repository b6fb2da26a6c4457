/**
 * What labs run, opened by one door: chooses where it comes from, and gives what is asked for.
 * Inside, {@code recipe} says what there is to make, {@code make} makes it, {@code cache} keeps it
 * and {@code carry} takes it elsewhere.
 */
@NullMarked
package kubetraining.artifact;

import org.jspecify.annotations.NullMarked;
