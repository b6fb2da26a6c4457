package kubetraining.lab.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import kubetraining.artifact.ImageArchive;
import kubetraining.lab.Teardown;
import kubetraining.progress.Progress;

/** The image of the EC2 API in the engine: loaded once, and made ready to start fast. */
final class Ec2ApiImage {
  private static final String REPOSITORY = "kube-training/ec2-api";

  private final DockerEngine engine;
  private final LabLabels labels;
  private final Ec2ApiContainer container;
  private final Progress progress;

  Ec2ApiImage(DockerEngine engine, LabLabels labels, Ec2ApiContainer container, Progress progress) {
    this.engine = engine;
    this.labels = labels;
    this.container = container;
    this.progress = progress;
  }

  String reference(ImageArchive archive) {
    String digest = archive.digest().substring(archive.digest().indexOf(':') + 1);
    String tag = digest.substring(0, Math.min(16, digest.length()));
    String reference = REPOSITORY + ":" + tag + "-compiled";
    if (!engine.hasImage(reference)) {
      load(archive, tag);
      compile(REPOSITORY + ":" + tag, tag + "-compiled");
    }
    return reference;
  }

  private void load(ImageArchive archive, String tag) {
    progress.awaiting("the image of the EC2 API to be loaded");
    try (var tar = new BufferedInputStream(Files.newInputStream(archive.tar()))) {
      engine.loadImages(tar, archive.reference());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the image archive " + archive.tar(), e);
    }
    engine.client().tagImageCmd(archive.reference(), REPOSITORY, tag).exec();
  }

  /**
   * Python compiles a program when it first runs it. Here it does so once, instead of at each start
   * of a lab: the image that is kept is that of a server which has answered.
   */
  private void compile(String loaded, String tag) {
    try (var undo = new Teardown()) {
      var marks = Map.of(LabLabels.BAKE, tag, LabLabels.LAB, labels.lab());
      var server = container.boot(loaded, 0, marks, undo);
      engine
          .client()
          .commitCmd(server.id())
          .withRepository(REPOSITORY)
          .withTag(tag)
          // An image takes the labels of its container over, and gives them to the next.
          .withLabels(Map.of(LabLabels.BAKE, "", LabLabels.LAB, ""))
          .exec();
    }
  }
}
