package kubetraining.lab.embedded.cloud;

import java.util.function.Consumer;
import kubetraining.lab.Teardown;
import kubetraining.lab.embedded.engine.DockerEngine;
import kubetraining.lab.embedded.engine.EngineSituation;
import kubetraining.lab.embedded.engine.LabLabels;
import kubetraining.wait.Waits;

/** Leaves on this computer what carries the label of a lab, until it is undone. */
public final class Forgotten {
  private final LabLabels labels;
  private final Teardown undo;

  /** What is forgotten of this lab. */
  public Forgotten(String lab, Teardown undo) {
    this.labels = new LabLabels(lab);
    this.undo = undo;
  }

  /** A volume. */
  public void volume() {
    make(engine -> engine.createVolume(labels.volumeName("i-0", "forgotten"), labels.ofLab()));
  }

  /** A network. */
  public void network() {
    make(
        engine -> {
          var network = engine.client().createNetworkCmd().withLabels(labels.ofLab());
          network.withName(labels.name("forgotten")).exec();
        });
  }

  private void make(Consumer<DockerEngine> what) {
    undo.push("remove what was forgotten of lab " + labels.lab(), this::remove);
    try (var engine = EngineSituation.look().engine()) {
      what.accept(engine);
    }
  }

  private void remove() {
    try (var look = EmbeddedLeftovers.look(new Waits()).orElseThrow()) {
      look.sweep(labels.lab());
    }
  }
}
