/** What a run leaves to read: progress, in words and as data. */
@NullMarked
package kubetraining.report;

import org.jspecify.annotations.NullMarked;
