@section-6 @autoscaling @needs(section-1)
Feature: 6. Let the number of pods follow the load
  Visitors come and go. With too few pods they wait; with too many you pay for idle ones. An autoscaler watches the
  load, and changes the number of pods for you. Its full name is HorizontalPodAutoscaler, HPA for short, and you say
  what you want in an object of this kind. It is not an extra program but a part of the controller manager, which every
  cluster has.

  Ours looks after podinfo, a small web server. We ask for at least 2 pods and at most 10, and for no more than 80
  percent of CPU. Percent of what? Not of a machine, and not of the limit, but of the request: the CPU that a pod asks
  for in its manifest. Each of our pods requests 10m, a hundredth of a CPU. So each pod should use 8m on average.

  Every 15 seconds the autoscaler does one calculation. It multiplies the number of pods by what they use on average,
  divides by what they should use, and rounds up. With 2 pods at 200 percent that is 2 * 200 / 80 = 5 pods. If the use
  is within a tenth of the target, it changes nothing.

  All files of this section are in `~/training/06-autoscaling/`. Read them first; they are short.

  **Erratum E17.** The 2018 tutorial begins with `git clone https://github.com/stefanprodan/k8s-prom-hpa`. The files in
  that repository no longer work: their metrics-server asks for API versions that were removed in Kubernetes 1.22, and
  their autoscaler for one that was removed in 1.26. Besides, `git` may be missing on node1. Our files have the same
  names and are in `~/training/`.

  **Erratum E17.** In those files a pod of podinfo requests 1m, a thousandth of a CPU. 80 percent of that is 0.8m. In
  our lab a pod uses 0.7m just to tell Kubernetes every second that it is healthy. A single client is then enough to
  add pods. The limit is 100m, so the use can climb to 10000 percent. Request what a pod really needs.

  Background:
    Given the training cluster is running
    And there is nothing of autoscaling in the cluster, before and after

  Rule: An autoscaler needs metrics

    @control @own-metrics
    Scenario: Without metrics an autoscaler does nothing
      The autoscaler asks the metrics API what the pods use, and in a new cluster nothing serves that API. Create the
      autoscaler anyway, and look at what it says about itself. Its first report comes with its first decision, after
      15 seconds.

      It leaves the pods alone as long as metrics are missing. That is wise: otherwise it might conclude that the pods
      use nothing.

      Given neither podinfo nor its autoscaler nor metrics-server is installed
      When the trainee runs on node1:
        """bash
        cd ~/training/06-autoscaling/
        kubectl create -f ./podinfo/podinfo-svc.yaml,./podinfo/podinfo-dep.yaml
        kubectl create -f ./podinfo/podinfo-hpa.yaml
        """
      Then the autoscaler "podinfo" cannot decide, because of "FailedGetResourceMetric"
      And "podinfo" has 2 pods, and its autoscaler has never changed that

    @essential @own-metrics
    Scenario: With metrics-server the autoscaler knows what every pod uses
      metrics-server asks the kubelet of every node, and serves the metrics API. It needs two samples before it can
      tell how much CPU is used, because CPU use is CPU time per elapsed time. Then the autoscaler has to make its next
      decision. Together this takes up to a minute. Use that time to start the second web server of this section, which
      we will need in a moment.

      Now the autoscaler shows two conditions. AbleToScale means that it has found its Deployment and can change it.
      ScalingActive means that it has metrics.

      **If it fails**, `kubectl get hpa` shows `<unknown>`. Check with `kubectl top pods` whether the metrics API
      answers. If it does, `kubectl describe hpa podinfo` tells you more. "missing request for cpu" means that a pod
      does not say how much it requests, so there is nothing to take 80 percent of.

      Given podinfo is installed with its autoscaler, but metrics-server is not
      When the trainee runs on node1:
        """bash
        cd ~/training/
        kubectl create -f ./metrics-server
        kubectl create -f ./06-autoscaling/memory/memory.yaml
        """
      Then the metrics API has metrics for every pod of "podinfo"
      And the autoscaler "podinfo" is able to scale, and active
      And "podinfo" has metrics for cpu and memory
      When the trainee runs on node1:
        """bash
        kubectl get hpa
        """
      Then the output contains "Deployment/podinfo"

    @essential @needs(06-autoscaling/with-metrics-server-the-autoscaler-knows-what-every-pod-uses)
    Scenario: High memory use also adds pods
      An autoscaler does its calculation for every metric and takes the largest result. The second web server,
      podinfo-memory, fills 60 MB of memory when it starts and then does nothing. Its target is 50Mi of memory, so its
      memory use is too high while its CPU is idle.

      Watch it for a while. One pod becomes two, then three, which is the maximum, and each of them still uses too
      much. More pods help only if they share the data that fills the memory. These do not, and few programs do. Think
      twice before you scale by memory.

      **If it fails** and `kubectl get hpa` shows `<unknown>`, metrics are missing. **If it shows little
      memory**, the pods were started without the option that fills it: look into `memory.yaml`.

      Given podinfo is installed with its autoscaler, which has metrics
      And the podinfo that fills its memory is installed with its autoscaler, too
      Then the autoscaler "podinfo-memory" adds pods, because of "memory resource above target"
      And the autoscaler "podinfo-memory" reaches 3 pods, its maximum
      And "podinfo-memory" is over its target for memory, but not for cpu

  Rule: Pods are added under load, and removed some time after it

    @essential @needs(06-autoscaling/with-metrics-server-the-autoscaler-knows-what-every-pod-uses)
    Scenario: Without load there are as few pods as allowed
      Before you put load on something, find out how it behaves without load. Otherwise you could mistake its normal
      behaviour for an effect of the load. Within 15 seconds the autoscaler decides once more, with new metrics.

      **If it fails**, something is using podinfo. `kubectl top pods` shows how much. A pod that requests too little is
      over its target even when it is idle.

      Given podinfo is installed with its autoscaler, which has metrics
      Then without load, the autoscaler "podinfo" has stayed at 2 pods for at least 15 seconds

    @essential @needs(06-autoscaling/with-metrics-server-the-autoscaler-knows-what-every-pod-uses)
    Scenario: Under load pods are added, and some time later there are two again
      The program hey plays the visitors: `-c 40` runs 40 clients at a time, `-q 10` lets each of them send ten
      requests a second, and `-z 10m` makes the load last for ten minutes, or until you press Ctrl+C.
      `-disable-keepalive` makes each client open a new connection for every request. Without it, each client stays
      with the pod that it reached first, and new pods stay idle.

      Kubernetes has chosen the port, so the command asks the service for it.

      Open a second terminal, and type `kubectl get hpa --watch` there. At first nothing happens. A kubelet measures a
      pod every 10 to 20 seconds, metrics-server asks the kubelets every 10, and the autoscaler decides every 15. So it
      takes half a minute until there are more pods, and perhaps two minutes on a busy computer. In one step the
      autoscaler adds at most four pods, or as many as there already are, whichever is more.

      Now look at the metrics while the load stays the same. The number of pods settles: it can climb once or twice
      more while old measurements are mixed with new ones, and then it stays the same.

      Finally, press Ctrl+C. hey reports how many requests it sent, and how long they took. The pods stay for a while:
      if the visitors had only paused, the pods would be needed again. The autoscaler remembers how many pods it wanted
      during the last 20 seconds, and takes the largest number. Pods go only when all of these decisions allow it.

      The report keeps all of this as a table and as a picture, `series.csv` and `series.svg`.

      **What do you expect?** How many pods will there be at most under this load?

      **If it fails** with "the load has failed", the lab is to blame, not the autoscaler. **If the pods are Pending**
      and `kubectl describe pod` says "Insufficient cpu", the nodes are full.

      Given there is no hey running on node1, before and after
      And podinfo is installed with its autoscaler, which has metrics
      And "podinfo" has settled at 2 pods
      And "podinfo" and its autoscaler are watched every 2 seconds
      When the trainee starts on node1:
        """bash
        hey -z 10m -q 10 -c 40 -disable-keepalive http://node1:$(kubectl get service podinfo --output jsonpath='{.spec.ports[0].nodePort}')/
        """
      Then the load has begun
      And the autoscaler wants more than 2 pods
      And that is as many as the formula gives for the same metrics
      And its event says "cpu resource utilization (percentage of request) above target"
      And by the clock of the API server, the load came first, then the metrics, the decision and the new pods
      And while the load lasts, the number of pods settles, within one, for at least 30 seconds
      When meanwhile the trainee runs on node1:
        """bash
        kubectl describe hpa podinfo
        """
      Then the output contains "SuccessfulRescale"
      When the trainee presses Ctrl+C in that terminal
      Then at least 99 of 100 requests were served
      And it removes pods only after 20 seconds in which fewer would have been enough
      And in the end there are 2 pods again
      And it never wanted fewer than 2 pods or more than 10

    @slow @needs(06-autoscaling/with-metrics-server-the-autoscaler-knows-what-every-pod-uses)
    Scenario: By default the autoscaler waits five minutes before it removes pods
      Our manifest says 20 seconds, so that you do not have to wait long. If a manifest says nothing, the time is five
      minutes. That is a good default: one pod too many for five minutes costs little; one pod too few when visitors
      come back costs you visitors.

      Given there is no hey running on node1, before and after
      And podinfo is installed with its autoscaler, which has metrics
      And "podinfo" has settled at 2 pods
      And after this scenario podinfo is installed again
      When the trainee runs on node1:
        """bash
        kubectl patch hpa podinfo --type=json --patch='[{"op": "remove", "path": "/spec/behavior"}]'
        """
      Given "podinfo" and its autoscaler are watched every 2 seconds
      When the trainee starts on node1:
        """bash
        hey -z 10m -q 10 -c 40 -disable-keepalive http://node1:$(kubectl get service podinfo --output jsonpath='{.spec.ports[0].nodePort}')/
        """
      Then the load has begun
      And the autoscaler wants more than 2 pods
      When the trainee presses Ctrl+C in that terminal
      Then at least 99 of 100 requests were served
      And it removes pods only after 300 seconds in which fewer would have been enough
      And in the end there are 2 pods again
      And it never wanted fewer than 2 pods or more than 10

  Rule: Where the 2018 tutorial is wrong today

    @erratum @E17
    Scenario: The old API version of the autoscaler was removed
      Every object says which version of the API it is written for. Versions come and go. The old file is written for
      `autoscaling/v2beta2`, which was removed in Kubernetes 1.26, so no new cluster accepts it. Write `autoscaling/v2`
      instead. The rest of the file can stay as it is: v2beta2 and v2 have the same fields. Files for the older v2beta1
      have `targetAverageUtilization: 80`, which is now `target: {type: Utilization, averageUtilization: 80}`.

      `kubectl api-versions` shows which versions your cluster knows.

      When the trainee tries on node1:
        """bash
        kubectl create -f - <<EOF
        apiVersion: autoscaling/v2beta2
        kind: HorizontalPodAutoscaler
        metadata:
          name: podinfo-of-2018
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: Deployment
            name: podinfo
          maxReplicas: 10
        EOF
        """
      Then the command fails with 'no matches for kind "HorizontalPodAutoscaler" in version "autoscaling/v2beta2"'

    @erratum @E18
    Scenario: A load with a fixed number of requests ends by itself
      The old command is `hey -n 10000 -q 10 -c 5`. `-q` applies to each of the 5 clients, so together they send 50
      requests a second, and 10000 requests take 200 seconds. Then hey ends, whether or not you have seen what you
      wanted. Instead, say how long it should run (`-z 10m`), and stop it when you have seen enough.

      Try it with a hundredth of the requests, which takes 2 seconds. If `-q` applied to all clients together, it would
      take 10.

      The old command also names port 31198, because the old service was fixed to it. Ours gets a free port; ask the
      service which.

      Given there is no hey running on node1, before and after
      And podinfo is installed
      When the trainee runs on node1:
        """bash
        hey -n 100 -q 10 -c 5 http://node1:$(kubectl get service podinfo --output jsonpath='{.spec.ports[0].nodePort}')/
        """
      Then the load lasted 2 seconds, give or take 1

    @erratum @machine
    Scenario: hey is installed in a different way today
      The 2018 tutorial builds hey with Go 1.10. Since Go 1.18, `go get` no longer installs programs. On a machine with
      Go, type `go install github.com/rakyll/hey@v0.1.4`. node1 has no Go, but hey is already installed there.

      Given there is no folder "golang" in the trainee's home, before and after
      When the trainee tries on node1:
        """bash
        cd ~/
        mkdir golang
        export GOPATH=~/golang/
        export GOROOT=/usr/lib/go-1.10
        export PATH=$GOPATH/bin:$GOROOT/bin:$PATH
        go get -u github.com/rakyll/hey
        """
      Then the command fails with "go: command not found"
      When the trainee runs on node1:
        """bash
        command -v hey
        """
      Then the output is "/usr/local/bin/hey"

    @erratum @E19 @machine
    Scenario: The autoscaler decides every 15 seconds, and waits only before it removes pods
      The 2018 tutorial says that metrics come every 30 seconds, and that the autoscaler does nothing if it has scaled
      in the last 3 to 5 minutes. Today it decides every 15 seconds. It adds pods without waiting. Before it removes
      pods, it looks back at its own decisions of the last five minutes, unless your manifest says otherwise.

      Do not rely on a tutorial, not even on this one: ask the program. On node1 the controller manager shows its
      running configuration to anyone who has permission.

      When the trainee runs on node1:
        """bash
        kubectl --server=https://127.0.0.1:10257 --insecure-skip-tls-verify get --raw /configz | jq '.[].HPAController'
        """
      Then the output contains, in this order:
        | "HorizontalPodAutoscalerSyncPeriod": "15s"                    |
        | "HorizontalPodAutoscalerDownscaleStabilizationWindow": "5m0s" |
        | "HorizontalPodAutoscalerTolerance": 0.1                       |

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      A forgotten autoscaler keeps changing the number of pods that somebody else has set. A forgotten hey keeps
      sending requests. We remove everything, and compare what the cluster holds with a list from before the section
      began.

      **If it fails** because pods appear again after you have deleted them, delete what makes them: the
      Deployment.

      When everything of this section is removed
      Then the cluster holds what it held before this section
