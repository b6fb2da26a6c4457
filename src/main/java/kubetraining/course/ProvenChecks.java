package kubetraining.course;

import kubetraining.host.Texts;

/**
 * How many checks of a guide are proven: seen to say no where they must, and yes where they may.
 *
 * @param proven how many essential scenarios have such proofs, all of them of the check as it is
 * @param of how many there are
 * @param on the day of the latest proof, as in {@code 2026-11-29}; empty if there is none
 * @param checksum one for all checks that are proven, 64 hexadecimal digits
 */
public record ProvenChecks(int proven, int of, String on, String checksum) {
  private static final int SHOWN = 12;

  /** As a person is told. */
  public String words() {
    return proven == 0
        ? Texts.of("checks proven: 0 of %d", of)
        : Texts.of(
            "checks proven: %d of %d, the last on %s, checksum %s",
            proven, of, on, checksum.substring(0, Math.min(SHOWN, checksum.length())));
  }
}
