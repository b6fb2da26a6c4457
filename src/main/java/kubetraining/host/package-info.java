/**
 * What this computer tells a program: variables of the environment, proxies, which files are the
 * project's; and what of it must not matter, as its language. Knows no other room; all may know it
 * but the extender, which runs elsewhere.
 */
@NullMarked
package kubetraining.host;

import org.jspecify.annotations.NullMarked;
