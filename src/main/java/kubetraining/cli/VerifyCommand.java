package kubetraining.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import kubetraining.certificate.Verifier;
import kubetraining.config.ConfigException;
import kubetraining.config.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a certificate, and says in words what it attests and what not. */
@Command(
    name = "verify",
    description =
        "Checks a certificate without a network: names every file that was changed since it was signed.",
    exitCodeList = {
      "0:it is attested",
      "1:it is not; what was changed is named",
      "2:it could not be checked"
    },
    footer = {
      "  ./training verify reports/certificate.zip",
      "  ./training verify certificate.zip --features features --key teacher.pub"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|FILE.zip",
      description = "the certificate, as in reports/certificate or reports/certificate.zip")
  private Path place;

  @Option(
      names = "--key",
      paramLabel = "PUBLIC.pem|SHA256:...",
      description = "who must have signed: a file with a public key, or a fingerprint")
  private String key;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "your own feature files; names scenarios that were left out, added or edited")
  private Path features;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var verifier = knowingOwn(Verifier.plain());
    if (key != null) {
      verifier = verifier.signedBy(key);
    }
    if (features != null) {
      verifier = verifier.against(features);
    }
    var seen = verifier.verify(place);
    var out = spec.commandLine().getOut();
    out.println(seen.inWords(place.toString()));
    out.flush();
    return seen.attested() ? 0 : Training.NEGATIVE;
  }

  private static Verifier knowingOwn(Verifier verifier) {
    try {
      Path own = TrainingConfig.load().signing().key();
      return verifier.knowing(own.resolveSibling(own.getFileName() + ".pub"), "your own");
    } catch (ConfigException e) {
      // A wrong setting of the lab says nothing about a certificate.
      return verifier;
    }
  }
}
