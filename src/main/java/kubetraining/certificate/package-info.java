/** What a run proves, in a bundle that anybody can check without a network and without us. */
@NullMarked
package kubetraining.certificate;

import org.jspecify.annotations.NullMarked;
