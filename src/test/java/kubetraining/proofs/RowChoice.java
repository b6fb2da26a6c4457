package kubetraining.proofs;

import io.cucumber.tagexpressions.TagExpressionParser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import kubetraining.host.Sha256;

/** Which rows are to be tried. */
record RowChoice(ProofGuide guide, Proven before, CheckSources sources) {
  // What a row takes that has not been tried yet.
  private static final double GUESS = 15;

  /**
   * Chooses.
   *
   * @param tags a tag expression: whose lessons
   * @param names a regular expression, for the tag of a row's kind and its name
   * @param anew also what is proven
   * @param sample some, of one file, that took about so many seconds together; 0 for all
   * @param day the sample is another one each day
   */
  List<Row> rows(
      List<Row> book, String tags, String names, boolean anew, int sample, LocalDate day) {
    var rule = TagExpressionParser.parse(tags);
    var name = Pattern.compile(names);
    var chosen =
        book.stream()
            .filter(row -> rule.evaluate(guide.lesson(row).tags()))
            .filter(row -> name.matcher(row.kind().tag() + " " + row.name()).find())
            .toList();
    if (sample > 0) {
      return sample(chosen, sample, day);
    }
    return chosen.stream().filter(row -> anew || !isCurrent(row)).toList();
  }

  /** Whether it was tried as it is now, on the check as it is now. */
  boolean isCurrent(Row row) {
    var proven = before.rows().get(row.id());
    return proven != null
        && proven.row().equals(Sha256.of(row.toString()))
        && proven
            .check()
            .equals(sources.checksum(guide.lesson(row).text().steps(), proven.classes()));
  }

  private List<Row> sample(List<Row> rows, int seconds, LocalDate day) {
    var files = rows.stream().map(Row::file).distinct().sorted().toList();
    if (files.isEmpty()) {
      return rows;
    }
    String file = files.get(Math.floorMod(day.toEpochDay(), files.size()));
    var shuffled =
        new ArrayList<>(
            rows.stream().filter(row -> row.file().equals(file) && !row.whole()).toList());
    Collections.shuffle(shuffled, new Random(day.toEpochDay()));
    var sample = new ArrayList<Row>();
    double took = 0;
    for (Row row : shuffled) {
      var known = before.rows().get(row.id());
      took += known == null ? GUESS : known.seconds();
      if (took <= seconds || sample.isEmpty()) {
        sample.add(row);
      }
    }
    // In the order of the book: what a row installs serves the next.
    return rows.stream().filter(sample::contains).toList();
  }
}
