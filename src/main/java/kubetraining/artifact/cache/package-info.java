/**
 * What was made or fetched: entries under the key of all that went into them, whole or not at all,
 * and what machines get of them.
 */
@NullMarked
package kubetraining.artifact.cache;

import org.jspecify.annotations.NullMarked;
