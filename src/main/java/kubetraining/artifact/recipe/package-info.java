/**
 * What there is to make or to fetch, of what, from where and for which section, as the folder
 * {@code artifacts/} says it. Nothing is made here.
 */
@NullMarked
package kubetraining.artifact.recipe;

import org.jspecify.annotations.NullMarked;
