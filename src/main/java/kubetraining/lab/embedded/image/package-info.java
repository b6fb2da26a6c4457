/**
 * What the engine keeps from lab to lab: the images of machines, and the volume of parts that all
 * machines see.
 */
@NullMarked
package kubetraining.lab.embedded.image;

import org.jspecify.annotations.NullMarked;
