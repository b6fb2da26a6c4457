package kubetraining.lab;

import java.util.Map;

/**
 * One instance as the provider describes it.
 *
 * @param id the provider's identifier
 * @param name the machine it is, {@code node1}
 * @param state the provider's word, for instance {@code running}
 * @param type the instance type, for instance {@code t2.medium}
 * @param checksPassed whether both status checks, of system and instance, are ok
 */
public record InstanceFacts(
    String id,
    String name,
    String state,
    String type,
    String privateAddress,
    String imageId,
    boolean checksPassed,
    Map<String, String> tags) {}
