/** What this computer tells a program: variables of the environment. Knows no other room. */
@NullMarked
package kubetraining.host;

import org.jspecify.annotations.NullMarked;
