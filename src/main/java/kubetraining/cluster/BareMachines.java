package kubetraining.cluster;

import java.util.List;
import java.util.function.Supplier;
import kubetraining.artifact.cache.ImageArchive;
import kubetraining.artifact.recipe.MachineDownloads;

/**
 * What machines get that know nothing of Kubernetes, and reach the world.
 *
 * @param downloads what they fetch themselves
 * @param ownImages what no registry has, so that they are given it; made when first asked for
 */
public record BareMachines(MachineDownloads downloads, Supplier<List<ImageArchive>> ownImages) {}
