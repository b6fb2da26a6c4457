/** The page that people open: the guide with what was seen, in words and in pictures. */
@NullMarked
package kubetraining.page;

import org.jspecify.annotations.NullMarked;
