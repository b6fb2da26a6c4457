/** The machines of one run, whoever provides them. */
@NullMarked
package kubetraining.lab;

import org.jspecify.annotations.NullMarked;
