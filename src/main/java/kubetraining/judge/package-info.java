/** What a scenario came to, by what was thrown, and what is in the way of one to come. */
@NullMarked
package kubetraining.judge;

import org.jspecify.annotations.NullMarked;
