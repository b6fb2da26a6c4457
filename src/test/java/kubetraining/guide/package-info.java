/** The guide as a book: its prose, its errata, and what of the text of 2018 it covers. */
@NullMarked
package kubetraining.guide;

import org.jspecify.annotations.NullMarked;
