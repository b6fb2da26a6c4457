package kubetraining.lab.embedded;

/**
 * What the machines of a lab are made of.
 *
 * @param parts the name of the volume of parts
 * @param seed what they start with, or learn, of that volume
 */
record MachineSource(MachineImage image, String parts, String seed) {}
