package kubetraining.redaction;

import java.util.Arrays;
import java.util.List;

/**
 * Where a secret of some shape can be: in lines with a hint, which are found faster than the shape.
 *
 * @param hints in small letters; before one with a star stands a letter. None means anywhere
 * @param around how many lines around such a line belong to it
 * @param fromLine whether the shape begins with the line and goes on however far
 */
record Where(List<String> hints, int around, boolean fromLine) {
  static final Where ANYWHERE = new Where(List.of(), 0, false);

  /** The places in a text, one after another. */
  final class Places {
    private final String lowered;
    private final int[] nearest = new int[hints.size()];
    private int from;
    private int start;
    private int end;

    Places(String lowered) {
      this.lowered = lowered;
      Arrays.fill(nearest, -1);
    }

    int start() {
      return start;
    }

    int end() {
      return end;
    }

    /** Goes on to the next place, if there is one. */
    boolean next() {
      int hint = hints.isEmpty() && from == 0 ? 0 : hint();
      if (hint < 0 || from > lowered.length()) {
        return false;
      }
      int line = lineEnd(hint);
      start = hints.isEmpty() ? 0 : lineStart(hint);
      end = line;
      for (int i = 0; i < around && end < lowered.length(); i++) {
        end = lineEnd(end + 1);
      }
      end = fromLine || hints.isEmpty() ? lowered.length() : end;
      from = (around == 0 ? end : line) + 1;
      from = fromLine ? line + 1 : from;
      return true;
    }

    private int hint() {
      int first = Integer.MAX_VALUE;
      for (int i = 0; i < nearest.length; i++) {
        if (nearest[i] < from) {
          nearest[i] = indexOf(hints.get(i));
        }
        first = Math.min(first, nearest[i]);
      }
      return first == Integer.MAX_VALUE ? -1 : first;
    }

    private int indexOf(String hint) {
      boolean behindLetter = hint.startsWith("*");
      String word = behindLetter ? hint.substring(1) : hint;
      int at = lowered.indexOf(word, from);
      while (at >= 0 && behindLetter && !behindLetter(lowered, at)) {
        at = lowered.indexOf(word, at + 1);
      }
      return at < 0 ? Integer.MAX_VALUE : at;
    }

    private int lineStart(int at) {
      int start = at;
      for (int i = 0; i <= around && start >= 0; i++) {
        start = lowered.lastIndexOf('\n', start - 1);
      }
      return start + 1;
    }

    private int lineEnd(int at) {
      int end = lowered.indexOf('\n', at);
      return end < 0 ? lowered.length() : end;
    }
  }

  private static boolean behindLetter(String lowered, int at) {
    int before = at - 1;
    if (before > 0 && "_-. ".indexOf(lowered.charAt(before)) >= 0) {
      before--;
    }
    return before >= 0 && Character.isLetter(lowered.charAt(before));
  }
}
