package kubetraining.lab.embedded;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import kubetraining.host.Texts;
import kubetraining.lab.AccessKey;
import kubetraining.lab.LabEngine;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Leftover;
import kubetraining.progress.Progress;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/** What runs, killed ones too, left of their labs on this computer, and its removal. */
public final class EmbeddedLeftovers implements AutoCloseable {
  private final DockerEngine engine;
  private final EngineHoldings holdings;

  private EmbeddedLeftovers(DockerEngine engine, Waits waits) {
    this.engine = engine;
    this.holdings = new EngineHoldings(engine, waits);
  }

  /**
   * Looks without installing or starting anything: empty where no container engine ever was.
   *
   * @throws LabUnavailableException if what is left cannot be known, since the engine does not
   *     answer
   */
  public static Optional<EmbeddedLeftovers> look(Waits waits) {
    var situation = EngineSituation.look();
    if (situation.neverWas()) {
      return Optional.empty();
    }
    var remedy = EngineRemedy.of(situation, InstallPolicy.AUTO);
    if (!situation.answers()) {
      throw unknown(remedy.found(), remedy.command(), null);
    }
    try {
      return Optional.of(new EmbeddedLeftovers(DockerEngine.connect(situation.address()), waits));
    } catch (EngineTrouble e) {
      throw unknown(e.found(), e.cure(), e);
    }
  }

  /**
   * The same for one lab, whose engine must be the one that answers.
   *
   * @throws LabUnavailableException if the lab is on another engine, or on one that does not answer
   */
  public static Optional<EmbeddedLeftovers> look(LabFolder folder, Waits waits) {
    EngineOfLab.requireReachable(folder);
    var found = look(waits);
    if (found.isEmpty() && EngineOfLab.home(folder).isPresent()) {
      var remedy = EngineRemedy.of(EngineSituation.look(), InstallPolicy.AUTO);
      throw unknown(remedy.found(), remedy.command(), null);
    }
    try {
      found.ifPresent(look -> EngineOfLab.require(folder, look.engine()));
      return found;
    } catch (LabUnavailableException e) {
      found.ifPresent(EmbeddedLeftovers::close);
      throw e;
    }
  }

  private static EngineTrouble unknown(String found, String cure, @Nullable Exception cause) {
    return new EngineTrouble(
        "what is left of labs cannot be known, and nothing was changed: " + found, cure, cause);
  }

  /** What is told of a lab that is on an engine, and that this computer's state does not know. */
  public static String unknownHere(LabFolder folder, List<Leftover> found) {
    return Texts.of(
        "on this container engine are %s containers, networks and volumes of a lab '%s', which %s does not know: it may be somebody else's. Use another name: -Dlab.name=..., or give it back: ./training down --name %s",
        found.size(), folder.lab(), folder.path(), folder.lab());
  }

  /** The engine that was asked. */
  public LabEngine engine() {
    return engine.identity().engine();
  }

  /** Whether it is where an engine is that was started by a run. */
  public boolean isUsual() {
    return engine.identity().address().host().equals(EngineAddress.USUAL);
  }

  /**
   * The EC2 API of a lab.
   *
   * @param key with what calls are signed
   */
  public record Api(URI endpoint, AccessKey key) {}

  /** The EC2 API of a lab, if it runs. */
  public Optional<Api> api(String labName, Waits waits) {
    return new Ec2ApiServer(engine, new LabLabels(labName), Progress.SILENT, waits)
        .running()
        .map(address -> new Api(address.endpoint(), address.trainer()));
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
