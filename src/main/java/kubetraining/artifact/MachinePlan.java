package kubetraining.artifact;

import java.util.List;

/**
 * What {@code artifacts/machine.json} says of the machines of a lab.
 *
 * @param rootFileSystem the recipe of their root file system
 * @param files what is laid over it
 * @param otherImages references of images that machines do not know
 * @param ec2Server the reference of the image of the EC2 API server
 */
record MachinePlan(
    String rootFileSystem, List<FileRule> files, List<String> otherImages, String ec2Server) {}
