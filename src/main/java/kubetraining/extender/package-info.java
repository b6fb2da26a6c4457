/**
 * The scheduler extender that prefers the coldest node: a program of its own, shipped as an image.
 * It knows nothing of ours and needs nothing but the JDK and Jackson's core.
 */
@NullMarked
package kubetraining.extender;

import org.jspecify.annotations.NullMarked;
