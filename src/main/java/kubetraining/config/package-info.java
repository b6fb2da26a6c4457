/** Every setting and every waiting limit, read and checked once, before anything happens. */
@NullMarked
package kubetraining.config;

import org.jspecify.annotations.NullMarked;
