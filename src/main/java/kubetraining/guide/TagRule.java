package kubetraining.guide;

import io.cucumber.tagexpressions.Expression;
import io.cucumber.tagexpressions.TagExpressionException;
import io.cucumber.tagexpressions.TagExpressionParser;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A tag expression that somebody typed. */
record TagRule(String text, Expression expression) {
  // Parentheses belong to the expression, unless a backslash stands before them.
  private static final Pattern TAG = Pattern.compile("@(?:\\\\.|[^\\s()\\\\])+");

  /**
   * Reads an expression; an empty one matches everything.
   *
   * @param where how to tell the reader which one is meant
   * @throws RunRefusedException if it cannot be read
   */
  static TagRule parse(String where, String text) {
    try {
      return new TagRule(text, TagExpressionParser.parse(text));
    } catch (TagExpressionException e) {
      throw new RunRefusedException(
          "%s '%s' cannot be read: %s Write, for instance, '@spark' or '@lab and not @erratum'. Nothing was started.",
          where, text, e.getMessage().replaceFirst("(?s)^.*syntax error: ", ""));
    }
  }

  boolean isEmpty() {
    return text.isBlank();
  }

  boolean matches(List<String> tags) {
    return expression.evaluate(tags);
  }

  /** The tags that it names, in order. */
  SortedSet<String> named() {
    var named = new TreeSet<String>();
    TAG.matcher(text).results().forEach(tag -> named.add(tag.group().replace("\\", "")));
    return named;
  }
}
