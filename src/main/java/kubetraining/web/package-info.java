/**
 * The guide in a browser of this computer: its pages, what is seen live, and terminals on the
 * machines. Whoever does not know the address of this run gets nothing.
 */
@NullMarked
package kubetraining.web;

import org.jspecify.annotations.NullMarked;
