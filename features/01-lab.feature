@section-1 @lab
Feature: 1. Bring up four machines and make them one cluster
  Kubernetes runs your programs on many machines as if they were one. To learn it you need several machines that you may
  break, so we begin by making some: four, each with two CPUs and 4 GiB of memory, as Amazon's type t2.medium has.

  One of them, node1, becomes the control plane. It keeps the list of what should run, and decides where. The other
  three, node2 to node4, are workers. They run what they are told.

  You need not type anything to bring the lab up. The first step that needs it does so, and says what it is doing. To
  look around by hand, keep the lab and open a terminal on node1:

      mvn verify -Dcucumber.filter.tags=@lab -Dlab.keep=true
      ./training ssh node1

  All commands of this guide are typed on node1, unless another machine is named.

  **If you know the text of 2018.** Its tool is gone. `./workshopctl start 4` ends with `[ERROR] Invalid command: start`,
  because the file with its commands was lost. The settings file it names, kube101.yaml, later said `clustersize: 2`, which
  gives two clusters of two machines, and a node3 nobody can find. Here you always get one cluster of four. That text
  also set the secret key to the key id (`AWS_SECRET_ACCESS_KEY="$YOUR_AWS_KEY_ID"`). Amazon answers
  `SignatureDoesNotMatch`; the secret is the other, longer value, shown once when the key was made.

  Background:
    Given the training cluster is running

  Rule: The machines are yours, and closed to everyone else

    @essential
    Scenario: Four machines run, all alike
      A cluster is only as good as the machines below it, so look at these first. The cloud has its own view of them, apart
      from Kubernetes: an instance is pending, then running, and later terminated. It also checks twice whether the
      machine is well, once from outside and once from inside.

      **If it fails** with "InsufficientInstanceCapacity", the region has no such machine to give at the moment. Choose
      another one and start again.

      Then 4 machines are running
      And every machine is of type "t2.medium"
      And the checks of every machine are passed
      And all machines were started from one image of Ubuntu

    @essential
    Scenario: Every machine says whose it is and when it may be deleted
      Machines that nobody remembers cost money. So each one carries labels, which the cloud calls tags: the lab it belongs
      to, who asked for it, and a time after which anybody may delete it. Giving the lab back goes by these tags and not
      by memory, so it works even after a crash.

      Then every machine carries the name of this lab in the tag "kube-training/lab"
      And every machine carries an owner in the tag "kube-training/owner"
      And every machine carries a time to come in the tag "kube-training/expires-at"

    @essential
    Scenario: Only you are let in
      A security group is a list of who may knock at which door. Ours has three doors: SSH on port 22, the API server on
      6443, and 30000 to 32767, where Kubernetes publishes services. Each is open for one address, yours. Among
      themselves the machines may talk freely.

      The text of 2018 opened nothing at all, so that no browser ever reached `http://NODE1_IP:PORT`; its cure, a command it
      does not mention, opened every port to the whole world. Neither is needed.

      The embedded lab writes these rules down, as the cloud does, but has no firewall that enforces them. It needs none:
      its network ends at your computer.

      **If it fails** because you are seen under another address: you moved to another network since the lab was made.
      Give it back and bring it up again.

      Then the security group admits exactly one address from outside, to these ports:
        | 22          |
        | 6443        |
        | 30000-32767 |
      And it is the address under which node1 sees you
      And the machines may talk freely among themselves

    @essential
    Scenario: node1 to node4 know their own names
      The old text had you guess which address belongs to which machine. Here the names are fixed, and the machine itself
      tells you its own.

      When the trainee runs on node3:
        """bash
        hostname
        """
      Then the answer is "node3"
      And every machine answers to its own name

  Rule: Together they are one cluster

    @essential
    Scenario: All four nodes are Ready and stay so
      A machine becomes a node when the kubelet on it has reported to the API server. It is Ready when it says
      that it can run pods. This needs a pod network, so a node without one waits here.

      Ready at one moment proves little. We look for a while.

      **If it fails**: `kubectl describe node node3` tells why under "Conditions". "container runtime network not ready:
      cni plugin not initialized" means that the pod network is missing.

      When the trainee runs on node1:
        """bash
        kubectl get nodes
        """
      Then the answer lists node1, node2, node3 and node4 as Ready
      And all nodes stay Ready for 10 seconds
      And node1 is the only control plane

    @essential
    Scenario: All parts have the same version
      Kubernetes is a handful of programs that talk to each other. They bear small differences in version, but whoever
      searches for an error does not. Compare the client, the server and the kubelet of every node.

      When the trainee runs on node1:
        """bash
        kubectl version
        """
      Then client and server are of the same version
      And the kubelet of every node has that version too

    @essential
    Scenario: The parts of the cluster run where they belong
      Kubernetes runs most of itself as pods. Four of them make the control plane. Two kinds run on every node: kube-proxy
      leads traffic for a service to its pods, and flannel carries packets from node to node. CoreDNS turns names into
      addresses.

      **If it fails** with a pod in "ImagePullBackOff", the node could not fetch the program. With "CrashLoopBackOff" it
      was fetched but ends again and again: read `kubectl logs` of that pod.

      When the trainee runs on node1:
        """bash
        kubectl get pods --all-namespaces --output wide
        """
      Then every system pod is Ready
      And these parts run on these nodes:
        | part                    | nodes                      |
        | etcd                    | node1                      |
        | kube-apiserver          | node1                      |
        | kube-controller-manager | node1                      |
        | kube-scheduler          | node1                      |
        | kube-proxy              | node1, node2, node3, node4 |
        | flannel                 | node1, node2, node3, node4 |
      And at least 1 pod of CoreDNS is Ready

    @essential
    Scenario: Every node offers two CPUs and about 4 GiB
      The scheduler counts with what a node offers, called allocatable. Later sections count with it too: a pod that
      asks for one CPU fits once on a node where the system already has its share.

      When the trainee runs on node1:
        """bash
        kubectl get nodes --output custom-columns=NAME:.metadata.name,CPU:.status.allocatable.cpu,MEMORY:.status.allocatable.memory
        """
      Then every node offers 2 CPUs
      And every node offers between 3.5 and 4.1 GiB of memory

    @control
    Scenario: The control plane takes no ordinary pod
      node1 has work enough. A taint keeps others away: a mark on a node that only pods with the matching
      toleration ignore. We ask for node1 by name, and may wait for ever.

      Given the name "visitor" is free, before and after
      When the trainee runs on node1:
        """bash
        kubectl run visitor --image=ghcr.io/stefanprodan/podinfo:6.9.2 --overrides='{"spec":{"nodeSelector":{"kubernetes.io/hostname":"node1"}}}'
        """
      Then pod "visitor" is not placed, because of an "untolerated taint"
      And it stays so for 5 seconds

    @erratum
    Scenario: The dollar sign is not part of the command
      The text of 2018 prints its commands as `$kubectl get nodes`. The dollar sign stands for the prompt. Typed along, the
      shell takes `$kubectl` for a variable, which is empty, and looks for a program called "get". Leave it out.

      When the trainee tries on node1:
        """bash
        $kubectl get nodes
        """
      Then the command fails with "get: command not found"

  Rule: Pods find and reach each other, wherever they run

    Background:
      We put one small web server on each worker. A DaemonSet does exactly that: one pod on every node that admits it.

      Given the name "hello" is free, before and after
      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/01-lab/hello.yaml
        """
      Then one pod of "hello" is Ready on every worker

    @essential
    Scenario: Every pod knows names and reaches every other pod
      Each pod has an address of its own. By the rules of Kubernetes any pod reaches any other by it, on whatever node. The
      pod network must keep that promise between each pair of nodes, in both directions. So we try them all.

      Nobody wants to remember addresses. A service has a name, and CoreDNS knows it.

      **If it fails** between some nodes only, a firewall between the machines drops the packets of the pod network: UDP
      port 8472. If it is the name that fails, look at the pods of CoreDNS first.

      Then on every worker a pod finds the address of the service "hello" by its name
      And every pod of "hello" gets an answer from every other

    @essential
    Scenario: From outside, the service answers on every node
      A service of type NodePort opens the same port, from 30000 to 32767, on every node, also on those where none of its
      pods run. So any node is a way in.

      **If it fails** while the pods are Ready: the security group does not admit you, or the service has another type.

      When the trainee runs on node1:
        """bash
        kubectl get service hello
        """
      Then the service "hello" has a port between 30000 and 32767 on all nodes
      And your computer gets an answer from it on every node

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      What you leave behind surprises the next one who comes: a name that is taken, a right that nobody remembers giving.
      So each section ends like this. We list all that the cluster holds, of every kind, and compare it with a list from
      before the section began.

      When everything of this section is removed
      Then the cluster holds what it held before this section

  Rule: What you give back is gone

    @essential
    Scenario: A lab that is given back leaves nothing behind
      Stopping machines is easy. Knowing that nothing is left to pay for is harder: volumes, addresses and groups outlive
      a machine. Therefore we look for everything that carries the tag of the lab. We try it on a second, small lab, so
      that this one stays for the next section.

      A look that has never found anything proves nothing, so we look before, too.

      To give a lab back yourself: `./training down`. To find what crashed runs left: `./training sweep`.

      Given a second lab of one machine, without Kubernetes
      Then a look by its tag finds that machine
      When the second lab is given back
      Then a look by its tag finds nothing
