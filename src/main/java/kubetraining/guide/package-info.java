/** The guide as it is read: its features, and what of them somebody asks for. */
@NullMarked
package kubetraining.guide;

import org.jspecify.annotations.NullMarked;
