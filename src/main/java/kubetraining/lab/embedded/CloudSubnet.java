package kubetraining.lab.embedded;

/** A subnet as the EC2 API describes it. */
record CloudSubnet(String id, Ipv4Range range) {}
