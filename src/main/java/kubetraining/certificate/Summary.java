package kubetraining.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kubetraining.host.Printable;
import kubetraining.host.Texts;

/** The certificate for people: what it shows, in words. */
final class Summary {
  static final String FILE = "SUMMARY.md";
  private static final String TEXT =
      """
      # %s

      %s

      %s
      %s%s

      | Section | Verdict |
      | --- | --- |
      %s
      %s

      | Program | Version |
      | --- | --- |
      %s
      ## Check it yourself

          ./training verify certificate.zip

      %s
          openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig
          sha256sum -c SHA256SUMS

      Signed with the key `%s`. %s
      """;
  private static final String RUN =
      """
      Run `%s` began at %s and %s. It covered %s.
      The person who ran it gave %s, and %s. A key of their own says no more about a person.""";
  private static final String BY_HAND =
      "\nA person typed the commands of the guide, and the suite watched. `progress.json` says of each scenario whether it was earned so, or only shown.";
  private static final String CHECKED =
      """
      This needs no network and no lab. It finds every byte that has changed since, and names the file. Without our program,
      OpenSSL 3 and `sha256sum` find each file that was changed or is missing, but not what was added:
      """;
  private static final String ONLY_A_KEY =
      """
      That is only a fingerprint: ask the person who should have signed whether it is theirs,
      through a different channel from the one by which this certificate came. `docs/certificate.md` in the project says what
      else a certificate cannot show.""";

  /** The same three as version 2 of the manifest has them. */
  private static final String RUN_2 =
      """
      Run `%s` began at %s and %s. It was asked for %s.
      Whoever ran it called themselves %s, and %s. A key of their own says no more about a person.""";

  private static final String CHECKED_2 =
      """
      This needs no network and no lab. It finds every byte that was changed since, and names the file. Without our program,
      OpenSSL 3 and `sha256sum` find each file that was changed or is missing; what was added they do not see:
      """;

  private static final String ONLY_A_KEY_2 =
      """
      That is only a number: ask the person who should have signed whether it is theirs, on
      another way than the one by which this certificate came. What else a certificate cannot say stands in `docs/certificate.md`
      of the project.""";

  private Summary() {}

  static String of(Manifest manifest) {
    return Texts.of(
        TEXT,
        manifest.verdict(),
        sentence(manifest.reason()),
        run(manifest),
        manifest.checks() == null
            ? ""
            : Texts.of("Of its guide, %s.\n", Printable.line(manifest.checks().words())),
        lab(manifest),
        manifest.sections().stream()
            .map(each -> row(each.title(), each.verdict()))
            .collect(Collectors.joining()),
        scenarios(manifest),
        new TreeMap<>(manifest.versions())
            .entrySet().stream()
                .map(each -> row(each.getKey(), cell(each.getValue())))
                .collect(Collectors.joining()),
        manifest.isOfSecondVersion() ? CHECKED_2 : CHECKED,
        manifest.key().fingerprint(),
        manifest.isOfSecondVersion() ? ONLY_A_KEY_2 : ONLY_A_KEY);
  }

  private static String run(Manifest manifest) {
    var run = manifest.run();
    boolean second = manifest.isOfSecondVersion();
    String end = or(run.endedAt(), "ended at %s", "had not ended when this was written");
    String what = or(run.selection(), "what `%s` selects", "everything");
    String name = Printable.line(run.by());
    String who = second ? or(name, "`%s`", "nothing") : or(name, "the name `%s`", "no name");
    String word = or(Printable.line(run.word()), "knew the challenge `%s`", "gave no challenge");
    return Texts.of(second ? RUN_2 : RUN, run.id(), run.startedAt(), end, what, who, word)
        + (run.trainee() == null ? "" : BY_HAND);
  }

  private static String or(String value, String words, String without) {
    return value.isEmpty() ? without : Texts.of(words, value);
  }

  private static String lab(Manifest manifest) {
    var lab = manifest.lab();
    if (!lab.isObject()) {
      return "It needed no lab.";
    }
    String name = lab.path("name").asText();
    String kind = lab.path("kind").asText();
    String kubernetes = lab.path("kubernetes").asText();
    int machines = lab.path("machines").size();
    String words = "It worked on the lab `%s` (%s): %d machines, Kubernetes %s, %d images.";
    return Texts.of(words, name, kind, machines, kubernetes, manifest.images().size())
        + cluster(lab.path("cluster"));
  }

  private static String cluster(JsonNode cluster) {
    return cluster.isObject()
        ? Texts.of(
            " This cluster existed before: its namespace kube-system has the UID `%s`, and the CA of its server the SHA-256 `%s`.",
            cluster.path("uid").asText(), cluster.path("authority").asText())
        : "";
  }

  /** How many scenarios there are, and how those ended that were asked for. */
  static String scenarios(Manifest manifest) {
    var asked =
        manifest.scenarios().stream()
            .map(Manifest.Scenario::outcome)
            .filter(outcome -> !outcome.isEmpty())
            .toList();
    String counts = asked.isEmpty() ? "" : ": " + CertificateVerdict.counts(asked.stream());
    int all = manifest.scenarios().size();
    String words = "The guide had %d scenarios in %d files; %d were asked for%s.";
    return Texts.of(words, all, manifest.features().size(), asked.size(), counts);
  }

  private static String sentence(String reason) {
    return Character.toUpperCase(reason.charAt(0)) + Printable.line(reason.substring(1)) + ".";
  }

  private static String row(String name, String value) {
    return Texts.of("| %s | %s |\n", cell(name), value);
  }

  private static String cell(String text) {
    return Printable.line(text.replace("|", "\\|").replace("\n", " "));
  }
}
