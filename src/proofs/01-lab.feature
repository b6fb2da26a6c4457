Feature: Proofs of section 1: four machines that are one cluster

  @proves(01-lab/four-identical-machines-are-running)
  Rule: Four identical machines are running

    @undone
    Scenario: A machine was stopped
      When before "4 machines are running" this is done: "the cloud says that node4 is stopped"
      Then the outcome is LAB_FAULT, and the message contains "stopped"

    @mistake
    Scenario: One machine is of a smaller type
      When before "4 machines are running" this is done: "the cloud says that node3 is of type t2.small"
      Then the outcome is WRONG, and the message contains "t2.small"

    @mistake
    Scenario: Somebody else's image is called Ubuntu
      When before "4 machines are running" this is done: "the cloud says that all machines were started from an image that somebody else has made"
      Then the outcome is WRONG, and the message contains "account that published the image"

    @mistake
    Scenario: The cluster runs on another machine
      When before "4 machines are running" this is typed on node1:
        """bash
        other() { kubectl patch node node3 --subresource=status --type=merge --patch '{"status":{"addresses":[{"type":"InternalIP","address":"10.42.1.99"},{"type":"Hostname","address":"node3"}]}}'; }
        is_other() { kubectl get node node3 --output yaml | grep --quiet 'address: 10.42.1.99'; }
        # Every ten seconds the kubelet says what is true: just after that there is time to look.
        other; while is_other; do sleep 0.2; done; other
        """
      And afterwards this is typed on node1:
        """bash
        while kubectl get node node3 --output yaml | grep --quiet 'address: 10.42.1.99'; do sleep 0.5; done
        """
      Then the outcome is WRONG, and the message contains "10.42.1.99"

    @almost
    Scenario: One machine was started from another image
      When before "4 machines are running" this is done: "the cloud says that node2 was started from an image that somebody else calls Ubuntu"
      Then the outcome is WRONG, and the message contains "images the machines were started from"

    @right
    Scenario: A machine has another name in the cloud
      When before "4 machines are running" this is done: "the cloud sets the tag Name of node2 to "worker""
      Then the outcome is DONE

  @proves(01-lab/every-machine-is-tagged-with-its-owner-and-expiry-time)
  Rule: Every machine is tagged with its owner and expiry time

    @undone
    Scenario: A machine has no owner tag
      When before "every machine has the name of this lab in the tag "kube-training/lab"" this is done: "the cloud takes the tag kube-training/owner from node4"
      Then the outcome is WRONG, and the message contains "kube-training/owner of"

    @mistake
    Scenario: The owner tag of a machine is empty
      When before "every machine has the name of this lab in the tag "kube-training/lab"" this is done: "the cloud sets the tag kube-training/owner of node3 to """
      Then the outcome is WRONG, and the message contains "kube-training/owner of"

    @mistake
    Scenario: The expiry tag of a machine is not a time
      When before "every machine has the name of this lab in the tag "kube-training/lab"" this is done: "the cloud sets the tag kube-training/expires-at of node3 to "some day""
      Then the outcome is WRONG, and the message contains "some day"

    @mistake
    Scenario: One machine belongs to somebody else
      When before "every machine has the name of this lab in the tag "kube-training/lab"" this is done: "the cloud sets the tag kube-training/owner of node3 to "somebody""
      Then the outcome is WRONG, and the message contains "owners in the tag"

    @almost
    Scenario: The expiry time of a machine has passed
      When before "every machine has the name of this lab in the tag "kube-training/lab"" this is done: "the cloud sets the tag kube-training/expires-at of node1 to "2026-01-01T00:00:00Z""
      Then the outcome is WRONG, and the message contains "2026-01-01"

    @almost
    Scenario: The expiry time of a machine is years ahead
      When before "every machine has the name of this lab in the tag "kube-training/lab"" this is done: "the cloud sets the tag kube-training/expires-at of node1 to "2099-01-01T00:00:00Z""
      Then the outcome is WRONG, and the message contains "2099-01-01"

    @right
    Scenario: A machine has an extra tag
      When before "every machine has the name of this lab in the tag "kube-training/lab"" this is done: "the cloud sets the tag purpose of node3 to "training""
      Then the outcome is DONE

  @proves(01-lab/only-your-address-can-connect-to-the-machines)
  Rule: Only your address can connect to the machines

    @undone
    Scenario: A port is closed
      When before "the security groups of every machine admit one address from outside, to these ports:" this is done: "the cloud closes port 6443"
      Then the outcome is WRONG, and the message contains "6443"

    @mistake
    Scenario: SSH is open to the world
      When before "the security groups of every machine admit one address from outside, to these ports:" this is done: "the cloud opens tcp port 22 to 0.0.0.0/0"
      Then the outcome is WRONG, and the message contains "0.0.0.0/0"

    @mistake
    Scenario: An extra port is open
      When before "the security groups of every machine admit one address from outside, to these ports:" this is done: "the cloud opens udp port 8472 to 203.0.113.7/32"
      Then the outcome is WRONG, and the message contains "udp"

    @mistake
    Scenario: A second group without tags opens one machine to the world
      When before "the security groups of every machine admit one address from outside, to these ports:" this is done: "node1 has a second group, without tags, that is open to 0.0.0.0/0"
      Then the outcome is WRONG, and the message contains "1-65535"

    @mistake
    Scenario: The machines cannot talk to each other
      When before "the security groups of every machine admit one address from outside, to these ports:" this is done: "the cloud lets the machines talk among themselves no longer"
      Then the outcome is WRONG, and the message contains "groups that admit their own machines"

    @almost
    Scenario: Only a neighbour can connect, to one machine
      When before "the security groups of every machine admit one address from outside, to these ports:" this is done: "node4 has a second group, without tags, that is open to 203.0.113.7/32"
      Then the outcome is WRONG, and the message contains "security groups of node4"

    @right
    Scenario: A second group admits nobody
      When before "the security groups of every machine admit one address from outside, to these ports:" this is done: "node4 has a second group, without tags, that admits nobody"
      Then the outcome is DONE

  @proves(01-lab/each-machine-knows-its-own-name)
  Rule: Each machine knows its own name

    @undone
    Scenario: No machine is asked for its name
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: Another name is typed by hand
      When in place of "hostname" this is typed:
        """bash
        echo node2
        """
      Then the outcome is WRONG, and the message contains "node2"

    @mistake
    Scenario: The command has a typo
      When in place of "hostname" this is typed:
        """bash
        hostnam
        """
      Then the outcome is WRONG, and the message contains "command not found"

    @mistake
    Scenario: A machine was given another name
      When before "the trainee runs on node3:" this is typed on node2:
        """bash
        sudo hostname worker2
        """
      And afterwards this is typed on node2:
        """bash
        sudo hostname node2
        """
      Then the outcome is WRONG, and the message contains "worker2"

    @almost
    Scenario: The name is written in capitals
      When in place of "hostname" this is typed:
        """bash
        hostname | tr n N
        """
      Then the outcome is WRONG, and the message contains "Node3"

    @right
    Scenario: The kernel gives the name
      When in place of "hostname" this is typed:
        """bash
        uname --nodename
        """
      Then the outcome is DONE

  @proves(01-lab/all-four-nodes-are-ready)
  Rule: All four nodes are Ready

    @undone
    Scenario: Nobody lists the nodes
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: Only some nodes are listed
      When in place of "kubectl get nodes" this is typed:
        """bash
        kubectl get nodes node1 node2
        """
      Then the outcome is WRONG, and the message contains "nodes in the output"

    @mistake
    Scenario: A node accepts no pods
      When before "the trainee runs on node1:" this is typed on node1:
        """bash
        kubectl cordon node3
        """
      And afterwards this is typed on node1:
        """bash
        kubectl uncordon node3
        """
      Then the outcome is WRONG, and the message contains "SchedulingDisabled"

    @mistake
    Scenario: A second node is labelled as a control plane
      When before "node1 is the only control plane" this is typed on node1:
        """bash
        kubectl label node node2 node-role.kubernetes.io/control-plane=
        """
      And afterwards this is typed on node1:
        """bash
        kubectl label node node2 node-role.kubernetes.io/control-plane-
        """
      Then the outcome is WRONG, and the message contains "control-plane role"

    @almost
    Scenario: All nodes but the control plane are listed
      When in place of "kubectl get nodes" this is typed:
        """bash
        kubectl get nodes --selector '!node-role.kubernetes.io/control-plane'
        """
      Then the outcome is WRONG, and the message contains "node1"

    @right
    Scenario: The list has more columns and no header
      When in place of "kubectl get nodes" this is typed:
        """bash
        kubectl get nodes --output wide --no-headers
        """
      Then the outcome is DONE

  @proves(01-lab/all-parts-of-kubernetes-have-the-same-version)
  Rule: All parts of Kubernetes have the same version

    @undone
    Scenario: Nobody asks for versions
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: Only the client is asked for its version
      When in place of "kubectl version" this is typed:
        """bash
        kubectl version --client
        """
      Then the outcome is WRONG, and the message contains "Server"

    @mistake
    Scenario: The client is older
      When in place of "kubectl version" this is typed:
        """bash
        kubectl version | sed -e '/^Client/s/v1.*/v1.30.1/'
        """
      Then the outcome is WRONG, and the message contains "v1.30.1"

    @mistake
    Scenario: A kubelet is older
      When before "the trainee runs on node1:" this is typed on node1:
        """bash
        other() { kubectl patch node node3 --subresource=status --type=merge --patch '{"status":{"nodeInfo":{"kubeletVersion":"v1.29.9"}}}'; }
        is_other() { kubectl get node node3 --output yaml | grep --quiet 'kubeletVersion: v1.29.9'; }
        # Every ten seconds the kubelet says what is true: just after that there is time to look.
        other; while is_other; do sleep 0.2; done; other
        """
      And afterwards this is typed on node1:
        """bash
        while kubectl get node node3 --output yaml | grep --quiet 'kubeletVersion: v1.29.9'; do sleep 0.5; done
        """
      Then the outcome is WRONG, and the message contains "v1.29.9"

    @almost
    Scenario: The output lacks the client's version
      When in place of "kubectl version" this is typed:
        """bash
        kubectl version | grep --invert-match Client
        """
      Then the outcome is WRONG, and the message contains "Client"

    @right
    Scenario: The kubeconfig is named
      When in place of "kubectl version" this is typed:
        """bash
        kubectl version --kubeconfig ~/.kube/config
        """
      Then the outcome is DONE

  @proves(01-lab/every-node-offers-two-cpus-and-about-4-gib-of-memory)
  Rule: Every node offers two CPUs and about 4 GiB of memory

    @undone
    Scenario: Nobody asks what the nodes offer
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: Only one node is listed
      When in place of "kubectl get nodes" this is typed:
        """bash
        kubectl get nodes node1
        """
      Then the outcome is WRONG, and the message contains "output of"

    @mistake
    Scenario: A node offers one CPU
      When before "every node offers 2 CPUs" this is typed on node1:
        """bash
        other() { kubectl patch node node3 --subresource=status --type=merge --patch '{"status":{"allocatable":{"cpu":"1"}}}'; }
        is_other() { kubectl get node node3 --output yaml | grep --quiet 'cpu: "1"'; }
        # Every ten seconds the kubelet says what is true: just after that there is time to look.
        other; while is_other; do sleep 0.2; done; other
        """
      And afterwards this is typed on node1:
        """bash
        while kubectl get node node3 --output yaml | grep --quiet 'cpu: "1"'; do sleep 0.5; done
        """
      Then the outcome is WRONG, and the message contains "mCPU of node3"

    @mistake
    Scenario: A node offers twice the memory
      When before "every node offers 2 CPUs" this is typed on node1:
        """bash
        other() { kubectl patch node node2 --subresource=status --type=merge --patch '{"status":{"allocatable":{"memory":"8Gi"}}}'; }
        is_other() { kubectl get node node2 --output yaml | grep --quiet 'memory: 8Gi'; }
        # Every ten seconds the kubelet says what is true: just after that there is time to look.
        other; while is_other; do sleep 0.2; done; other
        """
      And afterwards this is typed on node1:
        """bash
        while kubectl get node node2 --output yaml | grep --quiet 'memory: 8Gi'; do sleep 0.5; done
        """
      Then the outcome is WRONG, and the message contains "GiB of node2"

    @almost
    Scenario: A node offers a little less memory
      When before "every node offers 2 CPUs" this is typed on node1:
        """bash
        other() { kubectl patch node node4 --subresource=status --type=merge --patch '{"status":{"allocatable":{"memory":"3400Mi"}}}'; }
        is_other() { kubectl get node node4 --output yaml | grep --quiet 'memory: 3400Mi'; }
        # Every ten seconds the kubelet says what is true: just after that there is time to look.
        other; while is_other; do sleep 0.2; done; other
        """
      And afterwards this is typed on node1:
        """bash
        while kubectl get node node4 --output yaml | grep --quiet 'memory: 3400Mi'; do sleep 0.5; done
        """
      Then the outcome is WRONG, and the message contains "GiB of node4"

    @right
    Scenario: kubectl describes the nodes
      When in place of block 1 this is typed:
        """bash
        kubectl describe nodes | grep --after-context 8 --extended-regexp '^(Name|Allocatable):'
        """
      Then the outcome is DONE

  @proves(01-lab/the-parts-of-the-cluster-run-where-they-belong)
  Rule: The parts of the cluster run where they belong

    @undone
    Scenario: Nobody lists the pods
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: Only one namespace is listed
      When in place of "--all-namespaces " this is typed:
        """bash
        """
      Then the outcome is NOT_YET, and the message contains "No resources found"

    @mistake
    Scenario: A system pod cannot start
      When before "every system pod is Ready" this is typed on node1:
        """bash
        kubectl run broken --namespace kube-system --image=ghcr.io/stefanprodan/podinfo:6.9.2 --command -- /nowhere
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete pod broken --namespace kube-system --grace-period 1
        """
      And no wait lasts longer than 4 seconds
      Then the outcome is LAB_FAULT, and the message contains "kube-system/broken"

    @mistake
    Scenario: A component runs where it does not belong
      When before "every system pod is Ready" this is typed on node1:
        """bash
        kubectl run etcd-copy --namespace kube-system --image=ghcr.io/stefanprodan/podinfo:6.9.2
        kubectl wait --namespace kube-system --for=condition=Ready pod/etcd-copy --timeout=60s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete pod etcd-copy --namespace kube-system --grace-period 1
        """
      Then the outcome is WRONG, and the message contains "Ready pod of etcd"

    @almost
    Scenario: All but CoreDNS runs
      When before "every system pod is Ready" this is typed on node1:
        """bash
        kubectl scale deployment coredns --namespace kube-system --replicas 0
        kubectl wait --namespace kube-system --for=delete pod --selector k8s-app=kube-dns --timeout=60s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl scale deployment coredns --namespace kube-system --replicas 2
        kubectl rollout status deployment coredns --namespace kube-system --timeout=60s
        """
      Then the outcome is WRONG, and the message contains "Ready pods of CoreDNS"

    @right
    Scenario: The list has columns of its own
      When in place of "--output wide" this is typed:
        """bash
        --output custom-columns=POD:.metadata.name,NODE:.spec.nodeName
        """
      Then the outcome is DONE

  @proves(01-lab/every-pod-can-resolve-names-and-reach-every-other-pod)
  Rule: Every pod can resolve names and reach every other pod

    @undone
    Scenario: No server runs on the workers
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "no DaemonSet makes any"

    @mistake @whole
    Scenario: The service was deleted
      When after "one pod of "hello" is Ready on every worker" this is typed on node1:
        """bash
        kubectl delete service hello
        """
      Then the outcome is NOT_YET, and the message contains "no service of that name"

    @mistake
    Scenario: A replica of CoreDNS is dead
      When before "every replica of CoreDNS tells every machine the address of "hello", 5 times in a row" this is typed on node1:
        """bash
        kubectl run dead --namespace kube-system --image=ghcr.io/stefanprodan/podinfo:6.9.2 --labels k8s-app=kube-dns
        kubectl wait --namespace kube-system --for=condition=Ready pod/dead --timeout=60s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete pod dead --namespace kube-system --grace-period 1
        """
      Then the outcome is WRONG, and the message contains "no answer"

    @mistake
    Scenario: All queries from one node get lost
      When before "on every worker a pod finds the address of the service "hello" by its name, 5 times in a row" this is typed on node3:
        """bash
        sudo iptables --insert FORWARD --protocol udp --dport 53 --jump DROP
        """
      And afterwards this is typed on node3:
        """bash
        sudo iptables --delete FORWARD --protocol udp --dport 53 --jump DROP
        """
      And no wait lasts longer than 15 seconds
      Then the outcome is TIMEOUT, and the message contains "to find the name"

    @almost
    Scenario: One pod refuses every third request
      When before "every pod of "hello" gets an answer from every other, 5 times in a row" this is typed on node4:
        """bash
        sudo iptables --insert FORWARD --protocol tcp --syn --dport 9898 --match statistic --mode nth --every 3 --packet 0 --jump REJECT --reject-with tcp-reset
        """
      And afterwards this is typed on node4:
        """bash
        sudo iptables --delete FORWARD --protocol tcp --syn --dport 9898 --match statistic --mode nth --every 3 --packet 0 --jump REJECT --reject-with tcp-reset
        """
      Then the outcome is WRONG, and the message contains "in 5 tries"

    @right
    Scenario: The file comes from standard input
      When in place of "kubectl apply --filename ~/training/01-lab/hello.yaml" this is typed:
        """bash
        cat ~/training/01-lab/hello.yaml | kubectl create --filename -
        """
      Then the outcome is DONE

  @proves(01-lab/the-service-answers-from-outside-on-every-node)
  Rule: The service answers from outside on every node

    @undone
    Scenario: There is no service
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "no DaemonSet makes any"

    @mistake
    Scenario: The service has only an inside address
      When in place of "kubectl apply --filename ~/training/01-lab/hello.yaml" this is typed:
        """bash
        sed -e 's/NodePort/ClusterIP/' ~/training/01-lab/hello.yaml | kubectl apply --filename -
        """
      Then the outcome is NOT_YET, and the message contains "its type is ClusterIP"

    @mistake
    Scenario: The service answers only where its pods are
      When in place of "kubectl apply --filename ~/training/01-lab/hello.yaml" this is typed:
        """bash
        sed -e 's/type: NodePort/type: NodePort\n  externalTrafficPolicy: Local/' ~/training/01-lab/hello.yaml | kubectl apply --filename -
        """
      And no wait lasts longer than 4 seconds
      Then the outcome is TIMEOUT, and the message contains "an answer from node1"

    @mistake
    Scenario: Another service is listed
      When in place of "kubectl get service hello" this is typed:
        """bash
        kubectl get service kubernetes
        """
      Then the outcome is WRONG, and the message contains "output that names the port"

    @almost
    Scenario: The service leads to a port where nobody listens
      When in place of "kubectl apply --filename ~/training/01-lab/hello.yaml" this is typed:
        """bash
        sed -e 's/- port: 9898/- port: 9898\n      targetPort: 9899/' ~/training/01-lab/hello.yaml | kubectl apply --filename -
        """
      And no wait lasts longer than 4 seconds
      Then the outcome is TIMEOUT, and the message contains "an answer from node1"

    @right
    Scenario: The service is shown as YAML
      When in place of "kubectl get service hello" this is typed:
        """bash
        kubectl get service hello --output yaml
        """
      Then the outcome is DONE

  @proves(01-lab/every-node-was-ready-the-whole-time)
  Rule: Every node was Ready the whole time

    @undone
    Scenario: Nobody asks the nodes
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: One node is not asked
      When in place of "kubectl get nodes" this is typed:
        """bash
        kubectl get nodes node1 node2 node3
        """
      Then the outcome is WRONG, and the message contains "node4"

    @mistake
    Scenario: The names are left out
      When in place of "NODE:.metadata.name," this is typed:
        """bash
        """
      Then the outcome is WRONG, and the message contains "READY SINCE"

    @mistake
    Scenario: The command has a typo
      When in place of "custom-columns" this is typed:
        """bash
        custom-column
        """
      Then the outcome is WRONG, and the message contains "unable to match a printer"

    @right
    Scenario: The nodes are shown as whole objects
      When in place of block 1 this is typed:
        """bash
        kubectl get nodes --output yaml
        """
      Then the outcome is DONE

    # The last one of this lesson: the section remembers it.
    @almost
    Scenario: The kubelet of node3 was away for a minute
      When before "the trainee runs on node1:" this is typed on node3:
        """bash
        sudo systemctl stop kubelet
        sleep 60
        sudo systemctl start kubelet
        """
      And afterwards this is typed on node1:
        """bash
        kubectl wait --for=condition=Ready node/node3 --timeout=60s
        """
      Then the outcome is LAB_FAULT, and the message contains "node3 was not Ready"

  @proves(01-lab/nothing-of-this-section-is-left)
  @proves(02-dashboard/nothing-of-this-section-is-left)
  @proves(02-monitoring/nothing-of-this-section-is-left)
  @proves(03-spark/nothing-of-this-section-is-left)
  @proves(04-scheduler/nothing-of-this-section-is-left)
  @proves(06-autoscaling/nothing-of-this-section-is-left)
  Rule: Nothing of this section is left

    @undone
    Scenario: Nothing is removed
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl apply --filename ~/training/01-lab/hello.yaml
        """
      And "everything of this section is removed" is left out
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "DaemonSet default/hello is new"

    @mistake
    Scenario: CoreDNS was scaled down
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl scale deployment coredns --namespace kube-system --replicas 1
        """
      And afterwards this is typed on node1:
        """bash
        kubectl scale deployment coredns --namespace kube-system --replicas 2
        kubectl rollout status deployment coredns --namespace kube-system --timeout=60s
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "Deployment kube-system/coredns: spec.replicas was 2, is 1"

    @mistake
    Scenario: The settings of CoreDNS were changed
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl get configmap coredns --namespace kube-system --output yaml > /tmp/coredns.yaml
        sed -e 's/ready/ready\n        # mine/' /tmp/coredns.yaml | kubectl replace --filename -
        """
      And afterwards this is typed on node1:
        """bash
        sed -i -e '/resourceVersion/d' /tmp/coredns.yaml
        kubectl replace --filename /tmp/coredns.yaml
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "ConfigMap kube-system/coredns: data.Corefile has changed"

    @mistake
    Scenario: An account has got another permission
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl patch clusterrole system:coredns --type=json --patch '[{"op":"add","path":"/rules/0/verbs/-","value":"delete"}]'
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch clusterrole system:coredns --type=json --patch '[{"op":"replace","path":"/rules/0/verbs","value":["list","watch"]}]'
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "system:coredns: rules[0].verbs[2] is new: delete"

    @mistake
    Scenario: A lease is forgotten
      When before "everything of this section is removed" this is typed on node1:
        """bash
        printf 'apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: forgotten}\nspec: {holderIdentity: me}\n' | kubectl create --filename -
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete lease forgotten
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "Lease.coordination.k8s.io default/forgotten is new"

    @mistake
    Scenario: Something hides behind an owner that did not make it
      When before "everything of this section is removed" this is typed on node1:
        """bash
        owner=$(kubectl get deployment coredns --namespace kube-system --output jsonpath={.metadata.uid})
        printf "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hidden\n  namespace: kube-system\n  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: coredns, uid: $owner, controller: true}]\n" | kubectl create --filename -
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete configmap hidden --namespace kube-system
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "ConfigMap kube-system/hidden is new"

    @almost
    Scenario: Everything but a label is removed
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl apply --filename ~/training/01-lab/hello.yaml
        kubectl label node node3 mine=yes
        """
      And afterwards this is typed on node1:
        """bash
        kubectl label node node3 mine-
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is TIMEOUT, and the message contains "Node node3: label mine is new: yes"

    @right
    Scenario: Everything is put back by hand
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl apply --filename ~/training/01-lab/hello.yaml
        kubectl scale deployment coredns --namespace kube-system --replicas 1
        kubectl delete --filename ~/training/01-lab/hello.yaml
        kubectl scale deployment coredns --namespace kube-system --replicas 2
        """
      Then the outcome is DONE

  @proves(01-lab/a-lab-that-is-given-back-leaves-nothing-behind)
  Rule: A lab that is given back leaves nothing behind

    @undone
    Scenario: The second lab is kept
      When "the second lab is given back" is left out
      Then the outcome is WRONG, and the message contains "resources that still have the tag"

    @mistake
    Scenario: Its machine has lost the tag
      When before "a search by its tag finds that machine" this is done: "the cloud takes the tag kube-training/lab from the machine of the second lab"
      Then the outcome is WRONG, and the message contains "instances of lab"

    @mistake
    Scenario: Only its machine is terminated
      When before "the second lab is given back" this is done: "the machine of the second lab is terminated, and nothing else of it removed"
      And "the second lab is given back" is left out
      Then the outcome is WRONG, and the message contains "security group"

    @mistake
    Scenario: One of its volumes was forgotten
      When before "a search by its tag finds nothing" this is done: "a volume of the second lab was forgotten"
      Then the outcome is WRONG, and the message contains "volume kube-training-"

    @almost
    Scenario: Everything but a network is deleted
      When before "a search by its tag finds nothing" this is done: "a network of the second lab was forgotten"
      Then the outcome is WRONG, and the message contains "network kube-training-"

    @right
    Scenario: Its machine was terminated before
      When before "the second lab is given back" this is done: "the machine of the second lab is terminated, and nothing else of it removed"
      Then the outcome is DONE
