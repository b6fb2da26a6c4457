package kubetraining.certificate;

import java.util.TreeMap;
import kubetraining.host.Printable;
import kubetraining.host.Texts;

/** The certificate for people: what it attests, in words. */
final class Summary {
  static final String FILE = "SUMMARY.md";

  private Summary() {}

  static String of(Manifest manifest) {
    var text = new StringBuilder();
    text.append("# ").append(manifest.verdict()).append("\n\n");
    text.append(sentence(manifest.reason())).append("\n\n");
    text.append(run(manifest)).append("\n");
    text.append(whose(manifest.run()));
    if (manifest.checks() != null) {
      text.append(Texts.of("Of its guide, %s.\n", Printable.line(manifest.checks().words())));
    }
    text.append(lab(manifest)).append("\n\n");
    text.append("| Section | Verdict |\n| --- | --- |\n");
    manifest
        .sections()
        .forEach(
            each -> text.append(Texts.of("| %s | %s |\n", cell(each.title()), each.verdict())));
    text.append("\n").append(scenarios(manifest)).append("\n");
    text.append("\n| Program | Version |\n| --- | --- |\n");
    new TreeMap<>(manifest.versions())
        .forEach(
            (name, version) -> text.append(Texts.of("| %s | %s |\n", cell(name), cell(version))));
    text.append(
        Texts.of(
            """

        ## Check it yourself

            ./training verify certificate.zip

        This needs no network and no lab. It finds every byte that was changed since, and names the file. Without our program,
        OpenSSL 3 and `sha256sum` find each file that was changed or is missing; what was added they do not see:

            openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig
            sha256sum -c SHA256SUMS

        Signed with the key `%s`. That is only a number: ask the person who should have signed whether it is theirs, on
        another way than the one by which this certificate came. What else a certificate cannot say stands in `docs/certificate.md`
        of the project.
        """,
            manifest.key().fingerprint()));
    return text.toString();
  }

  private static String run(Manifest manifest) {
    var run = manifest.run();
    return Texts.of(
        "Run `%s` began at %s and %s. It was asked for %s.",
        run.id(),
        run.startedAt(),
        run.endedAt().isEmpty()
            ? "had not ended when this was written"
            : "ended at " + run.endedAt(),
        run.selection().isEmpty() ? "everything" : Texts.of("what `%s` selects", run.selection()));
  }

  private static String whose(Manifest.Run run) {
    return Texts.of(
        "Whoever ran it called themselves %s, and %s. A key of their own says no more about a person.\n",
        run.by().isEmpty() ? "nothing" : Texts.of("`%s`", Printable.line(run.by())),
        run.word().isEmpty()
            ? "gave no challenge"
            : Texts.of("knew the challenge `%s`", Printable.line(run.word())));
  }

  private static String lab(Manifest manifest) {
    var lab = manifest.lab();
    return lab.isObject()
        ? Texts.of(
            "It worked on the lab `%s` (%s): %d machines, Kubernetes %s, %d images.",
            lab.path("name").asText(),
            lab.path("kind").asText(),
            lab.path("machines").size(),
            lab.path("kubernetes").asText(),
            manifest.images().size())
        : "It needed no lab.";
  }

  /** How many scenarios there are, and how those ended that were asked for. */
  static String scenarios(Manifest manifest) {
    var counts = new TreeMap<String, Integer>();
    manifest.scenarios().stream()
        .map(Manifest.Scenario::outcome)
        .filter(outcome -> !outcome.isEmpty())
        .forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
    int asked = counts.values().stream().mapToInt(Integer::intValue).sum();
    return Texts.of(
        "The guide had %d scenarios in %d files; %d were asked for%s.",
        manifest.scenarios().size(),
        manifest.features().size(),
        asked,
        counts.isEmpty() ? "" : ": " + CertificateVerdict.inWords(counts));
  }

  private static String sentence(String reason) {
    return Character.toUpperCase(reason.charAt(0)) + Printable.line(reason.substring(1)) + ".";
  }

  private static String cell(String text) {
    return Printable.line(text.replace("|", "\\|").replace("\n", " "));
  }
}
