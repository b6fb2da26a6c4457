/** Which of the guide's checks have been proven: seen to say no where they must, and yes. */
@NullMarked
package kubetraining.proofs;

import org.jspecify.annotations.NullMarked;
