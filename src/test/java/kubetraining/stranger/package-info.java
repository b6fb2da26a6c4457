/**
 * The first command on a stranger's computer: tests that start Maven, or the launcher, in the very
 * surroundings that trouble people. They need no container engine.
 */
package kubetraining.stranger;
