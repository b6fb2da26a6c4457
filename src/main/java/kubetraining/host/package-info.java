/**
 * What this computer tells a program, and what of it must not matter: variables of the environment,
 * and its language. Knows no other room; all may know it but the extender, which runs elsewhere.
 */
@NullMarked
package kubetraining.host;

import org.jspecify.annotations.NullMarked;
