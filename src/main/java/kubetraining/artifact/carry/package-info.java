/** Takes what was made elsewhere, and brings it in: archives, saved images, mirrors. */
@NullMarked
package kubetraining.artifact.carry;

import org.jspecify.annotations.NullMarked;
