/** Where binaries and images come from: public registries, package registries, an archive. */
@NullMarked
package kubetraining.artifact;

import org.jspecify.annotations.NullMarked;
