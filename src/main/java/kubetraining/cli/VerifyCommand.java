package kubetraining.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import kubetraining.certificate.Refusal;
import kubetraining.certificate.Verifier;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a certificate, and says in words what it shows and what it does not. */
@Command(
    name = "verify",
    description = {
      "Checks a certificate without a network: names every file that was changed since it was signed.",
      "The expected keys are those in ~/.config/kube-training/trusted-keys, and your own."
    },
    exitCodeList = {
      "0:it is verified: unchanged, signed with an expected key, and as you require",
      "1:it was changed, or its parts do not match; what was changed is named",
      "2:it could not be checked",
      "3:another key signed than the one you named",
      "4:nobody here knows the key that signed",
      "5:the verdict is not the one you require",
      "6:the guide in it is not yours",
      "7:it does not contain the challenge that you gave",
      "8:its version is unknown to this program",
      "9:it is of the same run as another one in the table"
    },
    footer = {
      "  ./training verify reports/certificate.zip",
      "  ./training verify certificate.zip --features features --key teacher.pub",
      "  ./training verify certificate.zip --trust class.keys --require CERTIFIED",
      "  ./training verify handed-in/*.zip --trust class.keys --challenge heron --csv"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final String OWN =
      "your own: it tells you that nothing has changed since, and tells others nothing about you";

  /** Whose signature is expected. */
  static final class Expected {
    @Option(
        names = "--key",
        paramLabel = "PUBLIC.pem|SHA256:...",
        description = "who must have signed: a file with a public key, or a fingerprint")
    private String key;

    @Option(
        names = "--trust",
        paramLabel = "FILE",
        description =
            "the only keys that are accepted, one per line: the fingerprint and whose it is")
    private Path trusted;

    @Option(
        names = "--any-key",
        description = "any signature will do; it then proves nothing about a person")
    private boolean any;
  }

  enum Verdict {
    CERTIFIED,
    FAILED,
    INCOMPLETE
  }

  @Parameters(
      paramLabel = "DIR|FILE.zip",
      arity = "1..*",
      description = {
        "the certificate, as in reports/certificate or reports/certificate.zip;",
        "for more than one you get a table"
      })
  private List<Path> places;

  @ArgGroup private Expected expected = new Expected();

  @Option(
      names = "--require",
      paramLabel = "VERDICT",
      description = "the verdict that it must have: ${COMPLETION-CANDIDATES}")
  private Verdict required;

  @Option(
      names = "--challenge",
      paramLabel = "WORD",
      description = "the word that you gave before the run; the certificate must contain it")
  private String challenge;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "your own feature files; names scenarios that were left out, added or edited")
  private Path features;

  @Option(names = "--csv", description = "a table for programs, as comma-separated values")
  private boolean csv;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    if (csv || places.size() > 1) {
      var table = CertificateTable.of(places, verifier());
      (csv ? table.csv() : table.text()).forEach(out::println);
      out.flush();
      return table.exitCode();
    }
    var seen = verifier().verify(places.get(0));
    out.println(seen.inWords(places.get(0).toString()));
    out.flush();
    return seen.refusal().map(VerifyCommand::exitCode).orElse(0);
  }

  static int exitCode(Refusal refusal) {
    return switch (refusal) {
      case CHANGED -> Training.NEGATIVE;
      case OTHER_KEY -> 3;
      case UNKNOWN_KEY -> 4;
      case VERDICT -> 5;
      case GUIDE -> 6;
      case CHALLENGE -> 7;
      case VERSION -> 8;
      case COPY -> 9;
    };
  }

  private Verifier verifier() {
    var verifier = byKey();
    if (features != null) {
      verifier = verifier.against(features);
    }
    if (challenge != null) {
      verifier = verifier.answering(challenge);
    }
    return required == null ? verifier : verifier.requiring(required.name());
  }

  private Verifier byKey() {
    if (expected.key != null) {
      return Verifier.plain().signedBy(expected.key);
    }
    if (expected.trusted != null) {
      return Verifier.plain().trusting(expected.trusted).ofKnownKeysOnly();
    }
    Verifier known = knowingWhatIsHere(Verifier.plain());
    return expected.any ? known : known.ofKnownKeysOnly();
  }

  private static Verifier knowingWhatIsHere(Verifier verifier) {
    Path own;
    try {
      own = TrainingConfig.load().signing().key();
    } catch (ConfigException e) {
      // A wrong setting of the lab says nothing about a certificate.
      return verifier;
    }
    Path trusted = own.resolveSibling("trusted-keys");
    return (Files.exists(trusted) ? verifier.trusting(trusted) : verifier)
        .knowing(own.resolveSibling(own.getFileName() + ".pub"), OWN);
  }
}
