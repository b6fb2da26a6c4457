package kubetraining.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.cluster.BareMachines;
import kubetraining.cluster.ClusterBootstrap;
import kubetraining.cluster.ClusterSpec;
import kubetraining.cluster.TrainingCluster;
import kubetraining.config.Limit;
import kubetraining.config.TrainingConfig;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabNotWholeException;
import kubetraining.lab.LabRecord;
import kubetraining.lab.LabSpec;
import kubetraining.lab.Lease;
import kubetraining.lab.Machine;
import kubetraining.progress.Progress;
import kubetraining.remote.RemoteShell;
import kubetraining.remote.SshConnector;
import kubetraining.remote.SshIdentity;
import kubetraining.wait.Waits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a lab: machines from a cloud, then a cluster of them; or finds one that was kept. */
record LabBringUp(TrainingConfig config, Progress progress, Waits waits, Clouds clouds) {
  /** Of so many machines is the lab of the guide. */
  static final int MACHINES = 4;

  private static final Logger log = LoggerFactory.getLogger(LabBringUp.class);

  /**
   * The cluster of a lab that was kept.
   *
   * @throws RuntimeException if it is not whole, or does not answer
   */
  TrainingCluster resume(LabFolder folder, Cloud cloud) {
    String why = "its machines are gone, or not all of them are running";
    var machines =
        cloud.provider().find(folder.lab()).orElseThrow(() -> new LabNotWholeException(why));
    return progress.phase(
        Texts.of("go on with lab '%s', which was kept", folder.lab()),
        () -> resume(folder, cloud, clouds.bareMachines(cloud), machines));
  }

  private TrainingCluster resume(
      LabFolder folder, Cloud cloud, Optional<BareMachines> bare, List<Machine> machines) {
    // They have been Ready before, and nothing has to be fetched.
    var limit = Limit.KUBELET_WELL.duration();
    var shells = shells(folder);
    String why = "its kubeconfig %s is gone, or the observer's kubeconfig beside it";
    var cluster =
        TrainingCluster.connect(machines, shells, folder.path(), waits, progress)
            .orElseThrow(() -> new LabNotWholeException(why, folder.kubeconfig()));
    try {
      // Who watches may be in the middle of a lesson that stops a kubelet.
      if (!config.observe()) {
        cluster.requireWhole(limit, progress);
      }
      if (cloud.woken().isPresent()) {
        var lease = cloud.woken().get();
        cluster.afterReboot(limit, lease, progress);
        folder.readRecord().ifPresent(record -> folder.writeRecord(record.until(lease)));
      }
      cluster.refreshGuide(manifests(), Limit.COMMAND.duration());
      bare.ifPresent(cluster::complete);
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private Path manifests() {
    return config.folders().project().resolve("manifests");
  }

  /** Machines without a cluster. */
  List<Machine> machines(LabFolder folder, Cloud cloud, int count) {
    folder.delete();
    folder.create();
    var identity = SshIdentity.create(folder.privateKey(), "kube-training-" + folder.lab());
    var now = Instant.now();
    var lease = new Lease(now.plus(config.timeToLive()));
    folder.writeRecord(
        new LabRecord(
            config.lab().word(),
            cloud.networkRange(),
            now,
            Optional.empty(),
            cloud.engine(),
            Optional.of(config.labOwner()),
            Optional.of(lease.until()),
            cloud.budget(count).flatMap(Budget::hourly)));
    var spec =
        new LabSpec(
            folder.lab(),
            count,
            config.instanceType(),
            config.cpuCredits(),
            config.labOwner(),
            cloud.networkRange(),
            lease,
            identity.publicLine());
    return progress.phase(
        count == 1 ? "1 machine" : count + " machines", () -> cloud.provider().provision(spec));
  }

  /** Four machines and a cluster of them. */
  TrainingCluster fresh(LabFolder folder, Cloud cloud) {
    // What this computer lacks to make images is found before anything is paid for.
    var bare = clouds.bareMachines(cloud);
    var machines = machines(folder, cloud, MACHINES);
    MachineBook.write(folder, machines);
    var cluster =
        new ClusterBootstrap(clusterSpec(bare), folder.path(), waits, progress)
            .run(machines, shells(folder));
    try {
      var record = folder.readRecord().orElseThrow().running(TrainingConfig.KUBERNETES);
      folder.writeRecord(record);
      cluster.requireLease(new Lease(record.expiresAt().orElseThrow()), Limit.COMMAND.duration());
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private Function<Machine, RemoteShell> shells(LabFolder folder) {
    var connector = MachineBook.connector(folder, waits, Limit.SSH.duration());
    return machine ->
        connector.connect(machine.name(), SshConnector.at(machine.reachableAddress()));
  }

  private ClusterSpec clusterSpec(Optional<BareMachines> bare) {
    List<String> images =
        bare.map(each -> each.downloads().pulled())
            .orElseGet(
                () -> clouds.artifacts().images().stream().map(ImageArchive::reference).toList());
    return new ClusterSpec(
        TrainingConfig.KUBERNETES, ClusterSpec.tagsOf(images), bare, manifests());
  }

  /** Saves what a failed bootstrap told about its machines before the lab's folder is deleted. */
  void keepWords(LabFolder folder) {
    try (Stream<Path> files = Files.list(folder.path())) {
      Path logs = Files.createDirectories(config.folders().reports().resolve("log"));
      for (Path file : files.filter(each -> each.toString().endsWith(".txt")).toList()) {
        Files.copy(file, logs.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      // The failure of the bootstrap itself is what the user must see.
      log.warn("could not keep what {} says about the failure", folder.path(), e);
    }
  }
}
