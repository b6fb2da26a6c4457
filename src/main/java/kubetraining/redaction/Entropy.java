package kubetraining.redaction;

/** Tells what was drawn by lot from what was named by somebody. */
final class Entropy {
  private static final double BITS = 4.3;
  private static final int MOST_SLASHES = 4;

  private Entropy() {}

  /** Whether letters of both cases and digits stand in it as a lot would draw them. */
  static boolean likeRandom(String text) {
    return text.chars().anyMatch(Character::isUpperCase)
        && text.chars().anyMatch(Character::isLowerCase)
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().filter(each -> each == '/').count() <= MOST_SLASHES
        && bits(text) >= BITS
        && !Harmless.documented(text);
  }

  private static double bits(String text) {
    return text.chars()
        .distinct()
        .mapToDouble(
            letter -> {
              double share =
                  (double) text.chars().filter(each -> each == letter).count() / text.length();
              return -share * Math.log(share) / Math.log(2);
            })
        .sum();
  }
}
