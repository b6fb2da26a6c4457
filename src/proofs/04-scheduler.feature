Feature: Proofs of section 4: the heat scheduler

  @proves(04-scheduler/with-40-30-35-and-20-degrees-the-pod-lands-on-node4)
  Rule: With 40, 30, 35 and 20 degrees the pod lands on node4

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 5 seconds
      Then the outcome is NOT_YET, and the message contains "no node has a temperature"

    @undone
    Scenario: The nodes are cold, and no pod comes
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        :
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake @whole
    Scenario: The pod names no scheduler
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e '/schedulerName/d' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      Then the outcome is WRONG, and the message contains "default-scheduler"

    @mistake
    Scenario: The annotation's name has a typo
      When in place of "nerdalize/temp" this is typed:
        """bash
        nerdalize/tmp
        """
      And afterwards this is typed on node1:
        """bash
        kubectl annotate nodes --all nerdalize/tmp-
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is NOT_YET, and the message contains "no node has a temperature"

    @mistake
    Scenario: node4 gets 50 degrees
      When in place of "nerdalize/temp=20" this is typed:
        """bash
        nerdalize/temp=50
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is WRONG, and the message contains "temperatures on the nodes"

    @mistake
    Scenario: The pod is put on node4 by hand
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/schedulerName: .*/nodeName: node4/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "an event that says so"

    @mistake
    Scenario: The log is that of the other container
      When in place of "-c extender" this is typed:
        """bash
        -c heat-scheduler
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is WRONG, and the message contains "what the log says about podpi9"

    @almost
    Scenario: The pod asks for node4, so the extender has no choice
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/^spec:/spec:\n  nodeSelector: {kubernetes.io\/hostname: node4}/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is WRONG, and the message contains "nodes that the extender was asked about"

    @right
    Scenario: The pod is applied from standard input, and the log selected by a label
      When in place of "kubectl annotate nodes node4 nerdalize/temp=20" this is typed:
        """bash
        kubectl annotate nodes/node4 nerdalize/temp=20.0
        """
      And in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        cat ~/training/04-scheduler/podpi.yaml | kubectl apply -f -
        """
      And in place of "kubectl logs deployment/heat-scheduler -n kube-system -c extender" this is typed:
        """bash
        kubectl logs -l app=heat-scheduler -n kube-system -c extender --tail=-1
        """
      Then the outcome is DONE

  @proves(04-scheduler/when-the-temperatures-change-the-next-pod-goes-to-the-new)
  Rule: When the temperatures change, the next pod goes to the new coldest node

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 10 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake
    Scenario: node2 stays as warm as it was, and gets the pod because node4 is full
      When in place of "kubectl annotate --overwrite nodes node2 nerdalize/temp=10" this is typed:
        """bash
        kubectl get nodes
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is WRONG, and the message contains "temperatures on the nodes"

    @mistake
    Scenario: The new temperature does not replace the old one
      When in place of "kubectl annotate --overwrite nodes node2 nerdalize/temp=10" this is typed:
        """bash
        kubectl annotate nodes node2 nerdalize/temp=10
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is WRONG, and the message contains "overwrite is false"

    @mistake
    Scenario: The second pod has the name of the first
      When in place of "sed -e "s/podpi9/podpi10/g"" this is typed:
        """bash
        sed -e "s/podpi8/podpi10/g"
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is WRONG, and the message contains "already exists"

    @mistake
    Scenario: The first pod is deleted too early
      When in place of "sed -e "s/podpi9/podpi10/g"" this is typed:
        """bash
        kubectl delete pod podpi9
        sed -e "s/podpi9/podpi10/g"
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @almost
    Scenario: Finally node2 is warmer than before, and still the coldest
      When in place of "nerdalize/temp=99" this is typed:
        """bash
        nerdalize/temp=15
        """
      And no wait lasts longer than 60 seconds
      Then the outcome is WRONG, and the message contains "temperatures on the nodes"

    @right
    Scenario: The pods come from separate files, and are deleted by a label
      When in place of "sed -e "s/podpi9/podpi10/g" ~/training/04-scheduler/podpi.yaml | kubectl create -f -" this is typed:
        """bash
        sed -e "s/podpi9/podpi10/" ~/training/04-scheduler/podpi.yaml > /tmp/podpi10.yaml
        kubectl apply -f /tmp/podpi10.yaml
        rm /tmp/podpi10.yaml
        """
      And in place of "kubectl delete pods podpi9 podpi10" this is typed:
        """bash
        kubectl delete pods -l kube-training/part-of=training
        """
      Then the outcome is DONE

  @proves(04-scheduler/with-20-30-and-40-on-the-workers-the-pod-lands-on-node2)
  @proves(04-scheduler/with-30-20-and-40-on-the-workers-the-pod-lands-on-node3)
  @proves(04-scheduler/with-20-1-20-2-and-20-on-the-workers-the-pod-lands-on-node4)
  @proves(04-scheduler/with-hot-0-and-5-5-on-the-workers-the-pod-lands-on-node4)
  Rule: The pod lands on the coldest of the workers

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 10 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake
    Scenario: The pod names no scheduler
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e '/schedulerName/d' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "default-scheduler"

    @mistake
    Scenario: The pod waits for a scheduler that does not exist
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/schedulerName: .*/schedulerName: cold-scheduler/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "pod podpi9 of scheduler cold-scheduler, without a node"

    @mistake
    Scenario: The pod comes from the file of another section
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        kubectl create -f ~/training/05-cpu-manager/podpi.yaml
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete pod podpi --ignore-not-found --now
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake
    Scenario: The pod asks for node3
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/^spec:/spec:\n  nodeSelector: {kubernetes.io\/hostname: node3}/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "node of pod podpi9 of scheduler heat-scheduler, on node3"

    @almost
    Scenario: The pod asks for the coldest node
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/^spec:/spec:\n  nodeSelector: {kubernetes.io\/hostname: node2}/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "nodes that the extender was asked about"

    @right
    Scenario: A pod with other work, made by kubectl run
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        kubectl run podpi9 --image=perl:5.36 --restart=Never --overrides='{"spec": {"schedulerName": "heat-scheduler"}}' -- perl -e 1
        """
      Then the outcome is DONE

  @proves(04-scheduler/the-coldest-node-is-full-so-the-next-coldest-gets-the-pod)
  Rule: The coldest node is full, so the next coldest gets the pod

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 10 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake
    Scenario: The guest is small
      When in place of "kubectl create -f ~/training/04-scheduler/guest.yaml" this is typed:
        """bash
        sed -e 's/cpu: "1"/cpu: 100m/' ~/training/04-scheduler/guest.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "room on each node"

    @mistake
    Scenario: The guest is on another node
      When in place of "kubectl create -f ~/training/04-scheduler/guest.yaml" this is typed:
        """bash
        sed -e 's/node4/node3/' ~/training/04-scheduler/guest.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "node of pod guest"

    @mistake
    Scenario: The guest names the heat scheduler
      When in place of "kubectl create -f ~/training/04-scheduler/guest.yaml" this is typed:
        """bash
        sed -e 's/^spec:/spec:\n  schedulerName: heat-scheduler/' ~/training/04-scheduler/guest.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "the scheduler that guest names"

    @mistake
    Scenario: The guest leaves before the pod comes
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        kubectl delete pod guest --now
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is WRONG, and the message contains "node of pod podpi9"

    @almost
    Scenario: The pod is so small that it fits beside the guest
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/cpu: "1"/cpu: 500m/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "node of pod podpi9"

    @right
    Scenario: The guest is made by kubectl run
      When in place of "kubectl create -f ~/training/04-scheduler/guest.yaml" this is typed:
        """bash
        kubectl run guest --image=ghcr.io/stefanprodan/podinfo:6.9.2 --overrides='{"spec": {"nodeSelector": {"kubernetes.io/hostname": "node4"}, "containers": [{"name": "guest", "image": "ghcr.io/stefanprodan/podinfo:6.9.2", "resources": {"requests": {"cpu": "1"}}}]}}'
        """
      Then the outcome is DONE

  @proves(04-scheduler/the-control-plane-is-the-coldest-node-and-still-gets-no-pod)
  Rule: The control plane is the coldest node and still gets no pod

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 10 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake
    Scenario: The pod names no scheduler
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e '/schedulerName/d' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "default-scheduler"

    @mistake
    Scenario: A worker is searched for the taint
      When in place of "nodes node1 | grep Taints" this is typed:
        """bash
        nodes node2 | grep control-plane
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "exited 1"

    @mistake
    Scenario: The pod is put on node3 by hand
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/schedulerName: .*/nodeName: node3/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "an event that says so"

    @mistake
    Scenario: The pod tolerates the taint of the control plane
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/^spec:/spec:\n  tolerations: [{operator: Exists}]/' -e 's/cpu: "1"/cpu: 100m/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "on node1"

    @almost
    Scenario: The pod avoids node2
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e 's/^spec:/spec:\n  affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io\/hostname, operator: NotIn, values: [node2]}]}]}}}/' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is WRONG, and the message contains "nodes that the extender was asked about"

    @right
    Scenario: The pod is applied from standard input
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        kubectl apply -f - < ~/training/04-scheduler/podpi.yaml
        """
      Then the outcome is DONE

  @proves(04-scheduler/no-pod-is-placed-without-the-extender-when-it-returns-the)
  Rule: No pod is placed without the extender

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "the extender, and nothing else, to stop answering"

    @mistake
    Scenario: The scheduler is broken, not the extender
      When in place of "extender=docker.io/kube-training/heat-extender:1.0.O" this is typed:
        """bash
        heat-scheduler=registry.k8s.io/kube-scheduler:v0
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is TIMEOUT, and the message contains "[extender]"

    @mistake
    Scenario: The pod names no scheduler
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e '/schedulerName/d' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is WRONG, and the message contains "it was placed on"

    @mistake
    Scenario: No pod comes
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        :
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is TIMEOUT, and the message contains "the scheduler to say why it cannot place podpi9"

    @almost
    Scenario: The extender gets another image that does not exist either
      When in place of "extender=docker.io/kube-training/heat-extender:1.0.0" this is typed:
        """bash
        extender=docker.io/kube-training/heat-extender:1.0.1
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is TIMEOUT, and the message contains "pod podpi9 to be placed"

    @right
    Scenario: The broken pod is deleted, and the Deployment makes a new one
      When in place of "kubectl set image pods -l app=heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.0" this is typed:
        """bash
        kubectl delete pods -l app=heat-scheduler -n kube-system
        """
      Then the outcome is DONE

    @right
    Scenario: The image is set in the Deployment, which makes new pods of it
      When in place of "pods -l app=heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.O" this is typed:
        """bash
        deployment heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.O
        """
      And in place of "pods -l app=heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.0" this is typed:
        """bash
        deployment heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.0
        """
      Then the outcome is DONE

    @mistake
    Scenario: The image is set in the Deployment, and nobody sets it back
      When in place of "pods -l app=heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.O" this is typed:
        """bash
        deployment heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.O
        """
      And in place of "kubectl set image pods -l app=heat-scheduler -n kube-system extender=docker.io/kube-training/heat-extender:1.0.0" this is typed:
        """bash
        kubectl get pods --namespace kube-system
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is TIMEOUT, and the message contains "pod podpi9 to be placed"

  @proves(04-scheduler/nothing-of-this-section-is-left)
  @proves(03-spark/nothing-of-this-section-is-left)
  Rule: Nothing of this section is left

    @undone
    Scenario: A pod exists, and nothing is removed
      When "everything of this section is removed" is left out
      And before "the cluster holds what it held before this section" this is typed on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "Pod default/podpi9 is new"

    @mistake
    Scenario: A ConfigMap is forgotten
      When before "the cluster holds what it held before this section" this is typed on node1:
        """bash
        kubectl create configmap forgotten --from-literal=a=b
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete configmap forgotten
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "ConfigMap default/forgotten is new"

    @mistake
    Scenario: CoreDNS has one pod less
      When before "the cluster holds what it held before this section" this is typed on node1:
        """bash
        kubectl scale deployment coredns -n kube-system --replicas=1
        """
      And afterwards this is typed on node1:
        """bash
        kubectl scale deployment coredns -n kube-system --replicas=2
        kubectl rollout status deployment coredns -n kube-system --timeout=60s
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "spec.replicas was 2, is 1"

    @mistake
    Scenario: A node has a temperature
      When before "the cluster holds what it held before this section" this is typed on node1:
        """bash
        kubectl annotate nodes node3 nerdalize/temp=7
        """
      And afterwards this is typed on node1:
        """bash
        kubectl annotate nodes node3 nerdalize/temp-
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "nerdalize/temp"

    @mistake
    Scenario: A node accepts no pods
      When before "the cluster holds what it held before this section" this is typed on node1:
        """bash
        kubectl cordon node3
        """
      And afterwards this is typed on node1:
        """bash
        kubectl uncordon node3
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "Node node3"

    @almost
    Scenario: Only a node's label has changed
      When before "the cluster holds what it held before this section" this is typed on node1:
        """bash
        kubectl label nodes node2 warm=yes
        """
      And afterwards this is typed on node1:
        """bash
        kubectl label nodes node2 warm-
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "warm"

    @right
    Scenario: The trainee tidies up
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl create -f ~/training/04-scheduler/podpi.yaml
        kubectl delete pod podpi9 --now
        """
      Then the outcome is DONE
