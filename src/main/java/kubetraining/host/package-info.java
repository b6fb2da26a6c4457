/**
 * What this computer tells a program, has and lets it do: variables of the environment, proxies,
 * disks, programs and packages, which files are the project's, what its kernel allows and which
 * networks it reaches; and what of it must not matter, as its language. Knows no other room but
 * {@code progress}; all may know it but the extender, which runs elsewhere.
 */
@NullMarked
package kubetraining.host;

import org.jspecify.annotations.NullMarked;
