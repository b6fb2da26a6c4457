/** What is taught, what depends on what, and how a scenario of it can end. */
@NullMarked
package kubetraining.course;

import org.jspecify.annotations.NullMarked;
