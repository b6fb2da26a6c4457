package kubetraining.screen;

/**
 * One line of a picture. One that is wider than the terminal goes on in the next row, and is still
 * one line for whoever copies it.
 */
record Row(String text, Look look) {
  static final Row BLANK = new Row("", Look.PLAIN);

  /** How it stands out, where a terminal can show that. */
  enum Look {
    PLAIN(""),
    BOLD("\033[1m"),
    FAINT("\033[2m");

    final String begin;

    Look(String begin) {
      this.begin = begin;
    }
  }
}
