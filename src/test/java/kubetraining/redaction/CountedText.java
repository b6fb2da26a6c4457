package kubetraining.redaction;

import java.util.List;

/** A text that counts how often somebody looks at a letter of it. */
final class CountedText implements CharSequence {
  private static final String HINTS = "Secret token key kind curl login :// @ pass cookie ";
  private final String text;
  private final long[] looks;

  private CountedText(String text, long[] looks) {
    this.text = text;
    this.looks = looks;
  }

  /** How many looks all rules take, at a text of this part again and again. */
  static long steps(String part, int length) {
    String text = HINTS + part.repeat(length / part.length());
    var counted = new CountedText(text, new long[1]);
    String lowered = Shape.Both.of(text).lowered();
    for (Shape shape : Shapes.ALL) {
      var unused = shape.redact(new Shape.Both(counted, lowered));
    }
    var unused =
        List.of(
            Tokens.redact(counted),
            Encoded.redact(counted, each -> each),
            SecretJson.redact(counted),
            SecretYaml.redact(counted),
            SecretCommands.redact(counted));
    return counted.looks[0];
  }

  @Override
  public char charAt(int index) {
    looks[0]++;
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new CountedText(text.substring(start, end), looks);
  }

  @Override
  public String toString() {
    return text;
  }
}
