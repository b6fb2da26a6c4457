/** What nobody may read, and how it is taken out of all that is written or shown. */
@NullMarked
package kubetraining.redaction;

import org.jspecify.annotations.NullMarked;
