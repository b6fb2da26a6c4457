/**
 * The EC2 API of one lab, and the containers, networks and volumes that come and go as that API
 * says that machines do.
 */
@NullMarked
package kubetraining.lab.embedded.cloud;

import org.jspecify.annotations.NullMarked;
