package kubetraining.lab.embedded;

import java.util.List;
import java.util.Optional;
import kubetraining.lab.Leftover;
import kubetraining.wait.Waits;

/** What runs, killed ones too, left of their labs on this computer, and its removal. */
public final class EmbeddedLeftovers implements AutoCloseable {
  private final DockerEngine engine;
  private final EngineHoldings holdings;

  private EmbeddedLeftovers(DockerEngine engine, Waits waits) {
    this.engine = engine;
    this.holdings = new EngineHoldings(engine, waits);
  }

  /** Looks without installing or starting anything: empty where no container engine answers. */
  public static Optional<EmbeddedLeftovers> look(Waits waits) {
    var situation = EngineSituation.look();
    return situation.answers()
        ? Optional.of(new EmbeddedLeftovers(DockerEngine.connect(situation.address()), waits))
        : Optional.empty();
  }

  /** Containers, networks and volumes of one lab. */
  public List<Leftover> of(String labName) {
    return holdings.of(labName);
  }

  /** Containers, networks and volumes of all labs. */
  public List<Leftover> all() {
    return holdings.all();
  }

  /**
   * Removes everything of a lab, whether or not its EC2 API still lives; waits until it is gone.
   */
  public void sweep(String labName) {
    holdings.remove(labName);
  }

  @Override
  public void close() {
    engine.close();
  }
}
