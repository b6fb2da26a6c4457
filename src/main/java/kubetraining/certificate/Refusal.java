package kubetraining.certificate;

/** Why a certificate is refused; of several reasons the first one here is the one to act on. */
public enum Refusal {
  /** It is not as it was signed, or its parts do not fit each other. */
  CHANGED,
  /** It is of a version that this program does not know. */
  VERSION,
  /** Another key signed than the one that was named. */
  OTHER_KEY,
  /** Nobody has said whether the key that signed may be trusted. */
  UNKNOWN_KEY,
  /** The guide in it is not the reader's own. */
  GUIDE,
  /** It was not made for the word that was said. */
  CHALLENGE,
  /** It is of the same run as another one that was handed in with it. */
  COPY,
  /** It does not attest the verdict that is required. */
  VERDICT
}
