package kubetraining.lab.embedded.cloud;

import kubetraining.host.Ipv4Range;

/** A subnet as the EC2 API describes it. */
record CloudSubnet(String id, Ipv4Range range) {}
