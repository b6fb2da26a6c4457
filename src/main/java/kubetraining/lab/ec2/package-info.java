/** Machines from the EC2 API: AWS, or the embedded cloud. The code cannot tell which. */
@NullMarked
package kubetraining.lab.ec2;

import org.jspecify.annotations.NullMarked;
