/**
 * One run put together, from its settings to its certificate: lab, cluster, sections, report. The
 * only room that knows all others.
 */
@NullMarked
package kubetraining.run;

import org.jspecify.annotations.NullMarked;
