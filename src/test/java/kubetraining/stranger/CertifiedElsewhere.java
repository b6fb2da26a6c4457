package kubetraining.stranger;

import java.io.IOException;
import java.nio.file.Path;
import kubetraining.certificate.SampleRun;

/** Certifies a sample run in a folder, in a program of its own. */
final class CertifiedElsewhere {
  private CertifiedElsewhere() {}

  public static void main(String[] arguments) throws IOException {
    new SampleRun(Path.of(arguments[0])).certify();
  }
}
