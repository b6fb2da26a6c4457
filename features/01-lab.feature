@section-1 @lab
Feature: 1. Bring up four machines and make them one cluster
  Kubernetes runs your programs on many machines as if they were one. To learn it, you need several machines that you
  are free to break, so we begin by making four, each with two CPUs and 4 GiB of memory, like Amazon's t2.medium.

  One of them, node1, becomes the control plane. It keeps the list of what should run, and decides where. The other
  three, node2 to node4, are workers. They run what it tells them to, in pods: groups of one or more containers that
  stay together.

  You do not have to type anything to bring the lab up. The first step that needs the lab brings it up, and reports its
  progress. To look around yourself, keep the lab and open a terminal on node1:

      mvn verify -Dcucumber.filter.tags=@lab -Dlab.keep=true
      ./training ssh node1

  Type all commands in this guide on node1, unless it names another machine.

  This guide follows a tutorial written in 2018. Where that tutorial would mislead you today, an erratum says what the
  tutorial told you to type, what happens now, and what to type instead.

  **Erratum E1.** The 2018 tutorial clones a tool and runs `./workshopctl start 4`. This ends with `[ERROR] Invalid
  command: start`, because the file with the tool's commands was lost. Here the lab comes up by itself, or with
  `./training up`. The tutorial asks for the AWS command line and Parallel SSH; you need neither.

  **Erratum E2.** Only the oldest versions of that tool accept `start 4` and `deploy $TAG settings/kube101.yaml`. Later
  versions stop at once unless they get `--infra`, `--settings` and `--count`, and the tutorial does not say which
  version it means. `./training up` needs no such options.

  **Erratum E20.** The files that the 2018 tutorial's tool downloaded are gone, too. The Kubernetes packages were
  removed from their server in 2024, and cloud.weave.works, the address that its pod network came from, now belongs to
  strangers. Never apply a file from there. Every version in this lab is pinned; `./training artifacts list` shows
  them.

  Background:
    Given the training cluster is running
    And there is nothing of "~/training/01-lab" in the cluster, before and after

  Rule: The machines are yours, and closed to everyone else

    @essential @provider
    Scenario: Four identical machines are running
      A cluster is only as good as the machines beneath it, so look at them first. The cloud has its own view of them,
      separate from Kubernetes: a machine is an instance, which is first pending, then running, and finally terminated.
      The cloud also runs two health checks on each machine, one from outside and one from inside.

      **If it fails** with "InsufficientInstanceCapacity", the region has no machine of this type available at the
      moment. Choose another region and start again.

      Then 4 machines are running
      And every machine is of type "t2.medium"
      And every machine is healthy
      And all machines were started from one image of Ubuntu, which Canonical has published

    @essential @provider
    Scenario: Every machine is tagged with its owner and expiry time
      Machines that nobody remembers cost money. So each one carries labels, which the cloud calls tags: the lab it
      belongs to, who asked for it, and a time after which anybody may delete it. When you give the lab back, its
      machines are found by these tags, so this works even after a crash.

      **If it fails**, somebody has changed the tags since the machines were made. `./training status` shows
      what this computer knows of the lab. Bring up a new lab rather than mend the tags by hand.

      Then every machine has the name of this lab in the tag "kube-training/lab"
      And every machine has an owner in the tag "kube-training/owner"
      And every machine has a future time in the tag "kube-training/expires-at"

    @essential @provider
    Scenario: Only your address can connect to the machines
      A security group is a list of who may connect to which port. Ours opens port 22 for SSH, 6443 for the API server,
      and 30000 to 32767, where Kubernetes publishes services. They are open to one address only: yours. The machines
      can reach each other on every port. A machine can have several groups, and their permissions add up, so we look
      at every group of every machine.

      **Erratum E7.** The 2018 tutorial sends your browser to `http://NODE1_IP:PORT` but opens no port, so the browser
      never gets there. The cure that its tool offered, `./workshopctl opensg`, opened every port to the whole world.
      Do not use it: the ports below are open from the start.

      The embedded lab records these rules, as the cloud does, but has no firewall to enforce them. It needs none: its
      network ends at your computer.

      **If it fails** because your address has changed, you have moved to another network since the lab was made.
      `./training allow --lab aws` admits your new address, and no longer the old one.

      Then the security groups of every machine admit one address from outside, to these ports:
        | 22          |
        | 6443        |
        | 30000-32767 |
      And it is the address under which node1 sees you
      And the machines can reach each other on every port

    @essential @provider
    Scenario: Each machine knows its own name
      Names are easier to remember than addresses. `./training ssh node3` finds the address for you, and the machine
      tells you its own name. `./training status` lists all machines.

      **Erratum.** The 2018 tutorial prints a list of addresses and says that the last one is the master. The addresses
      were listed in the order in which the machines happened to become ready, so the master could be any of them. Here
      the control plane is always node1.

      **If it fails** with another name, your shell is on another machine. Leave it with `exit`, and connect
      again.

      When the trainee runs on node3:
        """bash
        hostname
        """
      Then the output is "node3"
      And every machine answers to its own name

  Rule: The four machines form one cluster

    @essential
    Scenario: All four nodes are Ready
      A machine becomes a node when its kubelet, the program that runs pods there, has reported to the API server. The
      node is Ready when the kubelet reports that it can run pods. For that it needs a pod network; until it has one,
      the node stays NotReady.

      **Erratum E3.** The settings file that the tutorial names, kube101.yaml, later said `clustersize: 2`. `start 4`
      then gave two clusters of two machines each, and nobody could find node3. Look for all four names in one list.

      **If it fails**: `kubectl describe node node3` gives the reason under "Conditions". "container runtime network
      not ready: cni plugin not initialized" means that the pod network is missing.

      When the trainee runs on node1:
        """bash
        kubectl get nodes
        """
      Then the output lists node1, node2, node3 and node4 as Ready
      And node1 is the only control plane

    @essential
    Scenario: All parts of Kubernetes have the same version
      Kubernetes is a handful of programs that talk to each other. They tolerate small version differences, but these
      make errors harder to track down. Compare the client, the server and the kubelet of every node.

      **If it fails**, one part was upgraded and another was not. The last column of `kubectl get nodes` is the
      version of each kubelet.

      When the trainee runs on node1:
        """bash
        kubectl version
        """
      Then client and server have the same version
      And the kubelet of every node has that version too

    @essential @size
    Scenario: Every node offers two CPUs and about 4 GiB of memory
      The scheduler, which decides where pods run, works with what a node offers. Kubernetes calls this allocatable.
      Later sections rely on it, too: only one pod that requests a whole CPU fits on a node, because the system already
      uses a little.

      **If it fails** on one node only, compare Capacity and Allocatable in the description of that node. The
      difference is what its kubelet keeps for itself.

      When the trainee runs on node1:
        """bash
        kubectl get nodes --output custom-columns=NAME:.metadata.name,CPU:.status.allocatable.cpu,MEMORY:.status.allocatable.memory
        """
      Then the output contains node1, node2, node3 and node4
      And every node offers 2 CPUs
      And every node offers between 3.5 and 4.1 GiB of memory

    @control @control-plane
    Scenario: The control plane takes no ordinary pod
      node1 has enough work already. A taint, which is a mark on a node, keeps away all pods except those with a
      matching toleration. Our pod asks for node1 by name, so it could wait forever.

      Given there is no pod "visitor", before and after
      When the trainee runs on node1:
        """bash
        kubectl run visitor --image=ghcr.io/stefanprodan/podinfo:6.9.2 --overrides='{"spec":{"nodeSelector":{"kubernetes.io/hostname":"node1"}}}'
        """
      Then pod "visitor" is not placed, because of "untolerated taint"
      And it stays so for at least 5 seconds

    @essential
    Scenario: The parts of the cluster run where they belong
      Kubernetes runs most of itself as pods. Four of them make up the control plane. Two kinds run on every node:
      kube-proxy directs traffic for a service to its pods, and flannel, our pod network, carries packets from node to
      node. CoreDNS turns names into addresses.

      **If it fails** with a pod in "ImagePullBackOff", the node could not fetch its image. With "CrashLoopBackOff",
      the image was fetched but its program keeps exiting: read `kubectl logs` of that pod.

      When the trainee runs on node1:
        """bash
        kubectl get pods --all-namespaces --output wide
        """
      Then the output contains node1, node2, node3 and node4
      And every system pod is Ready
      And these parts run on these nodes:
        | part                    | nodes                      |
        | etcd                    | node1                      |
        | kube-apiserver          | node1                      |
        | kube-controller-manager | node1                      |
        | kube-scheduler          | node1                      |
        | kube-proxy              | node1, node2, node3, node4 |
        | flannel                 | node1, node2, node3, node4 |
      And at least 1 pod of CoreDNS is Ready

    @erratum
    Scenario: The dollar sign is not part of the command
      The 2018 tutorial prints its commands as `$kubectl get nodes`. The dollar sign stands for the prompt. If you type
      it too, the shell takes `$kubectl` for a variable, which is empty, and looks for a program called "get". Leave
      the dollar sign out.

      When the trainee tries on node1:
        """bash
        $kubectl get nodes
        """
      Then the command fails with "get: command not found"

    @erratum
    Scenario: An unset variable expands to nothing
      The 2018 tutorial uses `$TAG` in its commands and never says what it is. The shell puts nothing in its place, not
      even an empty word, so the program takes the next word for the tag. Put `echo` before a command to see what the
      shell makes of it.

      After `set -u` the shell refuses to use an unset variable. Type that first when you try commands that somebody
      else wrote.

      When the trainee runs on node1:
        """bash
        echo ./workshopctl deploy $TAG settings/kube101.yaml
        """
      Then the output is "./workshopctl deploy settings/kube101.yaml"
      When the trainee tries on node1:
        """bash
        set -u
        echo ./workshopctl deploy $TAG settings/kube101.yaml
        """
      Then the command fails with "TAG: unbound variable"

    @erratum @machine
    Scenario: The machines run containers without Docker
      The 2018 tutorial installs Docker, which the kubelet used at that time. The kubelet dropped Docker in 2022 and
      now talks to containerd, the part of Docker that does the work. So there is no `docker ps` here. Use `kubectl get
      pods` instead. Each node reports what runs its containers.

      When the trainee tries on node1:
        """bash
        docker ps
        """
      Then the command fails with "docker: command not found"
      When the trainee runs on node1:
        """bash
        kubectl get node node1 --output jsonpath={.status.nodeInfo.containerRuntimeVersion} | cut --delimiter=: --fields=1
        """
      Then the output is "containerd"

  Rule: A lab on AWS needs a key, which has two parts

    @erratum @E6
    Scenario: The secret access key is not the key id
      The embedded lab, the one on your computer, needs no key. A lab on AWS needs an account, and a user in it who may
      create and delete machines; `docs/aws.md` has the exact permissions. A program proves that it acts for you with a
      key: an id, which anybody may know, and a secret, which Amazon shows only once, when the key is created.

      The 2018 tutorial sets both values to the id. Amazon then refuses every request, with `AuthFailure` or
      `SignatureDoesNotMatch`, and does not say why. So we compare the two before we send anything. Set
      `AWS_SECRET_ACCESS_KEY` to the secret.

      When the trainee runs on node1:
        """bash
        YOUR_AWS_KEY_ID="AKIAIOSFODNN7EXAMPLE"
        export AWS_ACCESS_KEY_ID="$YOUR_AWS_KEY_ID"
        export AWS_SECRET_ACCESS_KEY="$YOUR_AWS_KEY_ID"
        export AWS_DEFAULT_REGION="us-east-1"
        env | grep ^AWS_
        """
      Then AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY have the same value
      And a lab on AWS is refused: "the AWS secret access key is the access key id once more"
      But it is not refused with "a secret of its own" as the secret

  Rule: Pods find and reach each other, wherever they run

    Background:
      We put one small web server on each worker. A DaemonSet does exactly that: it runs one pod on every node that
      accepts it. Applying a file again does no harm: whatever already matches it stays unchanged.

      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/01-lab/hello.yaml
        """
      Then one pod of "hello" is Ready on every worker

    @essential @machine
    Scenario: Every pod can resolve names and reach every other pod
      Each pod has an address of its own. Kubernetes promises that every pod can reach every other pod at that address,
      whichever nodes they run on. The pod network must keep that promise between each pair of nodes, in both
      directions. So we try every pair.

      Nobody wants to remember addresses. A service gives a group of pods one name, and CoreDNS turns that name into an
      address. CoreDNS runs in more than one pod, so we also ask each of them at its own address.

      One success proves little: a network that loses nine packets out of ten lets some through. So each path is tried
      five times, and must work every time. A name lookup may be repeated once, as every program does.

      **If it fails** between some nodes only, a firewall between the machines drops the packets of the pod network,
      which use UDP port 8472. If only the names fail, look at the pods of CoreDNS first.

      Then on every worker a pod finds the address of the service "hello" by its name, 5 times in a row
      And every replica of CoreDNS tells every machine the address of "hello", 5 times in a row
      And every pod of "hello" gets an answer from every other, 5 times in a row
      And node1 gets an answer from every pod of "hello", 5 times in a row

    @essential
    Scenario: The service answers from outside on every node
      A service of type NodePort opens the same port on every node, in the range 30000 to 32767, even on nodes where
      none of its pods run. So any node is a way in.

      **If it fails** while the pods are Ready, the security group does not let you in, or the service is of another
      type.

      When the trainee runs on node1:
        """bash
        kubectl get service hello
        """
      Then the service "hello" has a port between 30000 and 32767 on all nodes
      And your computer gets an answer from it on every node

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Every node was Ready the whole time
      Being Ready at one moment proves little. The API server records how long each node has been Ready without a
      break. If a node dropped out for a moment while you worked with the others, you see it here.

      **If it fails**: a node that drops out again and again has too little memory, or its network fails. `kubectl
      describe node node3` shows which. Once that is fixed, repeat this section from the start.

      When the trainee runs on node1:
        """bash
        kubectl get nodes --output custom-columns='NODE:.metadata.name,READY SINCE:.status.conditions[?(@.type=="Ready")].lastTransitionTime'
        """
      Then the output contains node1, node2, node3 and node4
      And all nodes have been Ready since this section began, without a break

    @essential
    Scenario: Nothing of this section is left
      Leftovers surprise the next person: a name that is taken, a permission that nobody remembers giving. So each
      section ends in the same way: we list everything that the cluster holds, of every kind, and compare that with a
      list from before the section began.

      **If it fails**, the message names every object that is new, missing or changed. Find out who made it
      before you delete it.

      When everything of this section is removed
      Then the cluster holds what it held before this section

  Rule: Giving a lab back leaves nothing to pay for

    @essential @provider
    Scenario: A lab that is given back leaves nothing behind
      Stopping machines is easy. It is harder to know that nothing is left to pay for: volumes, addresses and groups
      can outlive a machine. So we look for everything that carries the lab's tag. We try this on a second, small lab,
      so that the first one stays for the next section.

      A search that has never found anything proves nothing, so we also search before the lab is given back.

      To give a lab back yourself: `./training down`. To find and remove what crashed runs have left: `./training
      sweep`.

      **Erratum.** The 2018 tutorial runs `./workshopctl stop $TAG`. That command asked for the machines to be
      terminated but never checked that they were, and it left the key in your account. Use `./training down`.

      **If it fails**, the message names what still carries the tag. `./training sweep` removes what nobody uses
      any more.

      Given a second lab of one machine, without Kubernetes
      Then a search by its tag finds that machine
      When the second lab is given back
      Then a search by its tag finds nothing
