package kubetraining.run;

import java.nio.file.Path;

/** Carries out the guide as the settings of this process say; it lies with the guide's steps. */
@FunctionalInterface
public interface GuideRunner {
  /**
   * Carries it out.
   *
   * @param reports the folder that its reports go to
   * @return 0 if everything that was asked for is done, 1 if not, 2 if it could not begin
   */
  int run(Path reports);
}
