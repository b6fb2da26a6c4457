/** One run put together: settings, lab, cluster. The only room that knows all others. */
@NullMarked
package kubetraining.run;

import org.jspecify.annotations.NullMarked;
