/** The report for other programs, in the forms that they read. */
@NullMarked
package kubetraining.export;

import org.jspecify.annotations.NullMarked;
