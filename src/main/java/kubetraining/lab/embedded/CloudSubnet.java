package kubetraining.lab.embedded;

import kubetraining.lab.Ipv4Range;

/** A subnet as the EC2 API describes it. */
record CloudSubnet(String id, Ipv4Range range) {}
