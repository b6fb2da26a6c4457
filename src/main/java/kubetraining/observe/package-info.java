/** Watches a person do the lessons, and keeps what they have earned. */
@NullMarked
package kubetraining.observe;

import org.jspecify.annotations.NullMarked;
