@section-4 @scheduler @needs(section-1)
Feature: 4. Send pods to the coldest node
  The scheduler decides on which node a pod runs. It works in two steps. First it filters out every node that cannot
  take the pod, because too little CPU is left, because the node has a taint, or because it does not match the pod's
  selector. The nodes that remain are called feasible. Then it picks the best of them.

  Perhaps you have your own idea of what is best. The company Nerdalize heated houses with the warmth of computers, so
  for them a pod belonged where it was cold. You do not need to write a scheduler for that. The one in Kubernetes can
  call a program of yours, over HTTP, between its two steps, and ask: these nodes are feasible; which of them do you
  allow? Such a program is called an extender.

  Our extender allows exactly one node, the coldest. The temperature of a node is in its annotation `nerdalize/temp`.
  An annotation is a note on an object that Kubernetes stores and otherwise ignores. Nobody measures anything here: you
  write the temperatures yourself.

  The scheduler learns of a new temperature a moment after you have written it. A pod created within that moment is
  placed by the old temperature. So this guide first makes sure, with a pod named scout that is placed but never runs.
  You will see scouts in the extender's log.

  We leave the cluster's own scheduler alone and start a second one beside it, named heat-scheduler. Its pod holds two
  containers: the same program as the cluster's own scheduler, with other settings, and the extender. All files are in
  `~/training/04-scheduler` on node1.

  Background:
    Given the training cluster is running
    And there is no temperature, pod or permission of this section in the cluster, before and after

  Rule: A pod waits for the scheduler that it names

    @control
    Scenario: The pod waits until its scheduler exists, and is then placed
      The field `schedulerName` of a pod says which scheduler should place it. If a pod names none, `default-scheduler`
      places it. Ours names `heat-scheduler`, which does not exist yet. So nothing happens, and nothing complains: the
      pod gets no node, no reason, not even an event. That looks like a fault, so remember it.

      Next we start the scheduler that the pod is waiting for. Look at the file first. It holds an account and its
      permissions, the settings with the address of the extender, and a Deployment of one pod with two containers. The
      pod counts as ready when both of them answer.

      **What do you expect?** In the end the pod gets a node. Which one, with the temperatures below?

      **If it fails** and `kubectl get pods -n kube-system` shows "1/2", one of the two does not answer. `kubectl
      describe pods -l app=heat-scheduler -n kube-system` shows which one, next to "Readiness probe failed".

      Given there is no scheduler named heat-scheduler in the cluster
      And the nodes are annotated with these temperatures:
        | node1 | 40 |
        | node2 | 30 |
        | node3 | 35 |
        | node4 | 20 |
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      Then no scheduler picks up pod "podpi9" for at least 5 seconds
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/heat-scheduler.yaml
        """
      Then its scheduler and its extender both answer
      And pod "podpi9" is placed on node4 by the scheduler "heat-scheduler"
      And for "podpi9" the extender was asked about node2, node3 and node4, and chose node4

  Rule: The coldest feasible node gets the pod

    @essential
    Scenario: With 40, 30, 35 and 20 degrees the pod lands on node4
      Annotate the nodes with their temperatures, then start a job that computes 1500 digits of pi. The job requests
      one whole CPU.

      The log of the extender tells the whole story. It names the pod, then each feasible node, then its choice. node1
      is not among these nodes: it is the control plane and takes no ordinary pod. Look at the events of the pod, too,
      with `kubectl describe pods podpi9`. The column "From" names the scheduler that placed it. This guide reads the
      pod, its event and the log. All three must agree, and the log must show the temperatures that are written on the
      nodes.

      **If it fails** and the log says "unknown (no annotation nerdalize/temp)", the node has no temperature. An
      unknown temperature counts as the warmest. If all are unknown, or two are equally cold, the first in the list
      wins, and the order of the list is not fixed.

      Given the heat scheduler is installed
      When the trainee runs on node1:
        """bash
        kubectl annotate nodes node1 nerdalize/temp=40
        kubectl annotate nodes node2 nerdalize/temp=30
        kubectl annotate nodes node3 nerdalize/temp=35
        kubectl annotate nodes node4 nerdalize/temp=20
        kubectl get pods --all-namespaces
        kubectl describe pods -l app=heat-scheduler -n kube-system
        """
      Then the heat scheduler knows these temperatures:
        | node1 | 40 |
        | node2 | 30 |
        | node3 | 35 |
        | node4 | 20 |
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      Then pod "podpi9" is placed on node4 by the scheduler "heat-scheduler"
      And for "podpi9" the extender was asked about node2, node3 and node4, and chose node4
      When the trainee runs on node1:
        """bash
        kubectl logs deployment/heat-scheduler -n kube-system -c extender
        """
      Then the log that the trainee reads says the same about "podpi9"

    @essential
    Scenario: When the temperatures change, the next pod goes to the new coldest node
      The scheduler asks the extender again for every pod. So change a temperature and start the job again. A pod's
      name is taken until the pod is deleted, so the second job is called podpi10: `sed` prints the file with the new
      name, and the pipe passes that to `kubectl`.

      Once placed, a pod stays where it is, however warm it gets there. Scheduling happens only once. So podpi9
      computes all its digits on node4.

      Finally, make node2 hot again. The third pod goes to node4 again: the scheduler follows the temperatures and does
      not stick to its last choice.

      **If it fails** and the pod went to the next coldest node, check whether the job before it is still running. That
      job holds a CPU of the coldest node. Delete it first, as we do here.

      Given the heat scheduler is installed
      And the nodes have these temperatures:
        | node1 | 40 |
        | node2 | 30 |
        | node3 | 35 |
        | node4 | 20 |
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      Then pod "podpi9" is placed on node4 by the scheduler "heat-scheduler"
      When the trainee runs on node1:
        """bash
        kubectl annotate --overwrite nodes node2 nerdalize/temp=10
        """
      Then the heat scheduler knows these temperatures:
        | node1 | 40 |
        | node2 | 10 |
        | node3 | 35 |
        | node4 | 20 |
      When the trainee runs on node1:
        """bash
        sed -e "s/podpi9/podpi10/g" ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      Then pod "podpi10" is placed on node2 by the scheduler "heat-scheduler"
      And for "podpi10" the extender was asked about node2, among others, and chose node2
      When the trainee runs on node1:
        """bash
        kubectl logs deployment/heat-scheduler -n kube-system -c extender
        """
      Then the log that the trainee reads says the same about "podpi10"
      And pod "podpi9" is placed on node4 by the scheduler "heat-scheduler"
      When the trainee runs on node1:
        """bash
        kubectl wait pod/podpi9 --for=jsonpath={.status.phase}=Succeeded --timeout=60s
        kubectl logs podpi9
        """
      Then the output contains, in this order:
        | 3.14159265358979 |
      When the trainee runs on node1:
        """bash
        kubectl delete pods podpi9 podpi10
        kubectl annotate --overwrite nodes node2 nerdalize/temp=99
        """
      Then the heat scheduler knows these temperatures:
        | node1 | 40 |
        | node2 | 99 |
        | node3 | 35 |
        | node4 | 20 |
      When the trainee runs on node1:
        """bash
        sed -e "s/podpi9/podpi11/g" ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      Then pod "podpi11" is placed on node4 by the scheduler "heat-scheduler"
      And for "podpi11" the extender was asked about node2, node3 and node4, and chose node4

    @essential
    Scenario Outline: With <node2>, <node3> and <node4> on the workers the pod lands on <coldest>
      One example proves little. Perhaps node4 won for another reason. So we try other orders, a difference of a tenth
      of a degree, frost, and a temperature that is not a number: it counts as unknown, and its node comes last.

      **If it fails** and another node got the pod, compare the temperatures in the extender's log with those on
      the nodes.

      Given the heat scheduler is installed
      And the nodes have these temperatures:
        | node1 | 40      |
        | node2 | <node2> |
        | node3 | <node3> |
        | node4 | <node4> |
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      Then pod "podpi9" is placed on <coldest> by the scheduler "heat-scheduler"
      And for "podpi9" the extender was asked about node2, node3 and node4, and chose <coldest>

      Examples:
        | node2 | node3 | node4 | coldest |
        | 20    | 30    | 40    | node2   |
        | 30    | 20    | 40    | node3   |
        | 20.1  | 20.2  | 20    | node4   |
        | hot   | 0     | -5.5  | node4   |

  Rule: The extender never sees a node that cannot take the pod

    @essential
    Scenario: The coldest node is full, so the next coldest gets the pod
      A node offers two CPUs, and the system already uses a little. Once one pod that requests a CPU is there, a second
      does not fit. We put a pod named guest on node4, the coldest node. It names no scheduler, so the cluster's own
      scheduler places it: the two schedulers work side by side.

      Now read the extender's log. The extender never heard of node4, because the scheduler had filtered that node out
      before it asked. From the rest, the extender chose the coldest.

      You will see the same if you start the job twice without changing the temperatures: the first job holds the CPU,
      and the second goes elsewhere. That is not a fault.

      **If it fails** and the extender was asked about node4, the guest is not there, or it requests less than
      you think. The description of a node lists what its pods request.

      Given the heat scheduler is installed
      And the nodes have these temperatures:
        | node1 | 40 |
        | node2 | 30 |
        | node3 | 35 |
        | node4 | 20 |
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/guest.yaml
        """
      Then pod "guest" is placed on node4 by the scheduler "default-scheduler"
      And node4 has less than 1 CPU left
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      Then pod "podpi9" is placed on node2 by the scheduler "heat-scheduler"
      And for "podpi9" the extender was asked about node2 and node3, and chose node2

    @essential @control-plane
    Scenario: The control plane is the coldest node and still gets no pod
      node1 has a taint. The scheduler filters out such a node unless the pod tolerates the taint. Our pod does not, so
      the extender is not asked about node1, however cold it is.

      **Erratum.** The scheduler of the 2018 tutorial was told to check only three things, and taints were not among
      them, so the control plane would have got the pod. Today a scheduler leaves out no check unless its settings say
      so.

      **If it fails** and the pod is on node1, either the taint is gone or the pod tolerates it.

      Given the heat scheduler is installed
      And the nodes have these temperatures:
        | node1 | -10 |
        | node2 | 30  |
        | node3 | 25  |
        | node4 | 35  |
      When the trainee runs on node1:
        """bash
        kubectl describe nodes node1 | grep Taints
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      Then pod "podpi9" is placed on node3 by the scheduler "heat-scheduler"
      And for "podpi9" the extender was asked about node2, node3 and node4, and chose node3

  Rule: The scheduler depends on its extender

    @essential
    Scenario: No pod is placed without the extender; when it returns, the waiting pod is
      What if the extender is gone? The settings decide. Ours say `ignorable: false`: better no node than a warm one.
      To see this, give the extender, and nothing else, an image that does not exist. Such a slip is easily made: look
      at the last character.

      Again the pod waits, but this time it says why: the scheduler could not connect to port 8100. The scheduler tries
      again every two seconds. So when the extender is back, there is nothing more for you to do.

      **If the pod still waits** after you have changed the image back, run `kubectl get pods -n kube-system`. If that
      shows "ImagePullBackOff", the name of the image is still wrong.

      Given the heat scheduler is installed
      And the nodes have these temperatures:
        | node1 | 40 |
        | node2 | 30 |
        | node3 | 35 |
        | node4 | 20 |
      When the trainee runs on node1:
        """bash
        kubectl set image pods -l app=heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.O
        """
      Then the extender has stopped answering
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      Then pod "podpi9" is not placed, because of "connect: connection refused"
      And it stays so for at least 4 seconds
      When the trainee runs on node1:
        """bash
        kubectl describe pods podpi9
        kubectl set image pods -l app=heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.0
        """
      Then pod "podpi9" is placed on node4 by the scheduler "heat-scheduler"
      And for "podpi9" the extender was asked about node2, node3 and node4, and chose node4

    @erratum @E22 @machine
    Scenario: Asked about no node at all, the extender answers with an error and keeps running
      The 2018 extender took the first of the nodes that it had found to be coldest, and never checked whether there
      was one. When it was asked about an empty list, or about a node with the temperature `NaN`, it crashed, and the
      scheduler got no answer at all. Ours always answers. If there is no node to choose from, the answer says so.

      The two extenders have one thing in common: they leave one node and no second choice. If that node drops out a
      moment later, the pod has to be scheduled again.

      Given the heat scheduler is installed
      When the trainee runs on node1:
        """bash
        address=$(kubectl get pods -l app=heat-scheduler -n kube-system -o jsonpath={.items[0].status.podIP})
        curl -s http://$address:8100/filter -d '{"Pod":{"metadata":{"name":"podpi9"}},"Nodes":{"items":[]}}'
        curl -s http://$address:8100/filter -d '{"Pod":{"metadata":{"name":"podpi9"}},"Nodes":{"items":[{"metadata":{"name":"node2","annotations":{"nerdalize/temp":"NaN"}}}]}}'
        curl -s http://$address:8100/healthz
        """
      Then the output contains, in this order:
        | "Error":"no node to choose from      |
        | "items":[{"metadata":{"name":"node2" |
        | "Error":""                           |
        | ok                                   |

  Rule: Where the 2018 tutorial is wrong today

    @erratum @E13
    Scenario: The old Deployment uses a removed API version
      The tutorial clones `https://github.com/RyaxTech/heat-scheduler.git`, goes to `~/heat-scheduler/` and creates
      what is in `deployments/scheduler-policy-config.yaml` and `deployments/heat-scheduler.yaml`. The second file is a
      Deployment of `apps/v1beta2`. That version was removed in Kubernetes 1.16. Its successor, `apps/v1`, is now the
      only one, and our file uses it.

      When the trainee tries on node1:
        """bash
        kubectl create -f - <<YAML
        apiVersion: apps/v1beta2
        kind: Deployment
        metadata:
          name: heat-scheduler
          namespace: kube-system
        YAML
        """
      Then the command fails with 'no matches for kind "Deployment" in version "apps/v1beta2"'

    @erratum @E13
    Scenario: The scheduler no longer accepts a policy
      The first of those files is the policy, which names the extender. The scheduler was meant to read it through
      `--policy-configmap`. Policies were removed in Kubernetes 1.23. Today the address of the extender is in a
      `KubeSchedulerConfiguration`, and the scheduler gets it through `--config`.

      Given the heat scheduler is installed
      When the trainee runs on node1:
        """bash
        kubectl exec deployment/heat-scheduler -n kube-system -c heat-scheduler -- kube-scheduler --policy-configmap=scheduler-config 2>&1 | grep Error
        """
      Then the output is "Error: unknown flag: --policy-configmap"
      When the trainee runs on node1:
        """bash
        kubectl get configmap heat-scheduler -n kube-system -o yaml
        """

    @erratum
    Scenario: The old binding makes every system pod a cluster admin
      The 2018 tutorial lets the scheduler act as the account `default` of kube-system, and gives that account the role
      cluster-admin: every permission on everything. But `default` is the account of every pod that names no other. So
      from then on every program in such a pod of kube-system can read every secret and delete every node. Anyone who
      breaks into one of them owns the cluster.

      There is nothing to type instead. Our scheduler has an account of its own, with the roles that Kubernetes ships
      for schedulers.

      Given the heat scheduler is installed
      When the trainee tries on node1:
        """bash
        kubectl auth can-i delete nodes --as=system:serviceaccount:kube-system:default
        """
      Then the output is "no"
      When the trainee runs on node1:
        """bash
        kubectl create clusterrolebinding serviceaccounts-cluster-admin --clusterrole=cluster-admin --serviceaccount=kube-system:default
        kubectl auth can-i delete nodes --as=system:serviceaccount:kube-system:default
        """
      Then the last line of the output is "yes"
      When the trainee tries on node1:
        """bash
        kubectl auth can-i create pods --subresource=binding --as=system:serviceaccount:kube-system:heat-scheduler
        kubectl auth can-i delete nodes --as=system:serviceaccount:kube-system:heat-scheduler
        kubectl auth can-i get secrets --as=system:serviceaccount:kube-system:heat-scheduler
        """
      Then the output is:
        | yes |
        | no  |
        | no  |

    @erratum
    Scenario: There is no pod named heat-scheduler-SPECIFIC-HASH
      SPECIFIC-HASH stands for letters that differ each time: a Deployment gives each of its pods a name of its own.
      You can look up the name in the list of all pods. It is quicker to use what you know: the name of the Deployment,
      or its pods' label.

      Given the heat scheduler is installed
      When the trainee tries on node1:
        """bash
        kubectl describe pods heat-scheduler-SPECIFIC-HASH -n kube-system
        """
      Then the command fails with '(NotFound): pods "heat-scheduler-SPECIFIC-HASH" not found'
      When the trainee tries on node1:
        """bash
        kubectl logs heat-scheduler-SPECIFIC-HASH -n kube-system -c extender
        """
      Then the command fails with '(NotFound): pods "heat-scheduler-SPECIFIC-HASH" not found'
      When the trainee runs on node1:
        """bash
        kubectl describe pods -l app=heat-scheduler -n kube-system
        kubectl logs deployment/heat-scheduler -n kube-system -c extender
        """

    @erratum
    Scenario: The old sed command works once and then silently does nothing
      The 2018 tutorial changes the file itself, with `-i`. Afterwards the file no longer contains podpi9. If you run
      the same command for a third job, it finds nothing to replace and still succeeds. You notice only when you create
      the pod: the name is taken. A second job is refused in the same way if you forget `sed` altogether.

      Leave the file alone and pass a changed copy to `kubectl`, as we did above.

      When the trainee runs on node1:
        """bash
        cp ~/training/04-scheduler/podpi.yaml ~/podpi.yaml
        sed -e "s/podpi9/podpi10/g" -i ~/podpi.yaml
        kubectl create -f ~/podpi.yaml
        sed -e "s/podpi9/podpi10/g" -i ~/podpi.yaml
        """
      And the trainee tries on node1:
        """bash
        kubectl create -f ~/podpi.yaml
        """
      Then the command fails with '(AlreadyExists): error when creating "/home/ubuntu/podpi.yaml": pods "podpi10" already exists'

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      A temperature on a node is a leftover, too: the next person to try the heat scheduler would wonder about it. We
      compare everything the cluster holds, and what is written on its nodes, with a list from before the section
      began.

      **If it fails**, look for a temperature that a node still has, and for pods that have ended: they exist
      until they are deleted.

      When everything of this section is removed
      Then the cluster holds what it held before this section
