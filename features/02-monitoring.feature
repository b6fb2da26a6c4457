@section-2 @monitoring @needs(section-1)
Feature: 2. See what your cluster did
  `kubectl top` knows this moment only. Why was it slow last night? For that somebody must write the figures down, one
  after the other. Prometheus does. Every few seconds it asks everything it knows, its targets, for their numbers, by
  plain HTTP, and keeps the answers with the time. Then you ask Prometheus, in a language of its own, PromQL, about any
  moment and any time span.

  Three kinds of targets tell about a cluster. node-exporter tells about a machine, as the kernel counts. The kubelet
  tells about containers; the part of it that does is called cadvisor. kube-state-metrics tells what the objects in the
  API server say: how many nodes there should be, what a pod asked for.

  You could write the configuration of Prometheus by hand, and change it with every new program. The Prometheus
  Operator does that for you. It teaches Kubernetes new kinds of objects. A ServiceMonitor says "ask the pods behind
  this service", and a Prometheus says "run one, and let it ask those". An operator is a program that watches such
  objects and makes them come true.

  Background:
    Given the training cluster is running
    And nothing of Prometheus is in the cluster, before and after
    And a pod of known load, 50m of CPU, runs

  Rule: An operator keeps Prometheus running

    @essential @E8
    Scenario: The operator makes a Prometheus out of a few lines
      First the new kinds. Each is a CustomResourceDefinition, in short CRD, and comes in a large file from the
      operator's own release. They are too large for a plain `kubectl apply`, which keeps a copy of what you sent in an
      annotation: "metadata.annotations: Too long". `--server-side` keeps none.

      A kind can be used once it is Established. Waiting for that is easy to forget, and to get wrong: the script of
      2018 waited in a loop without an end. `kubectl wait` has a limit, and says so when it is reached.

      All the rest follows in one go: the operator, node-exporter, kube-state-metrics, what to ask, and at the end of
      `5-prometheus.yaml` the object of kind Prometheus. Read that file. It has no Deployment of Prometheus in it. The
      operator makes a StatefulSet from it; watch it come. Its `metadata.ownerReferences`
      says what it was made from.

      **If it fails** with "no matches for kind Prometheus", the kinds were not there yet. If the StatefulSet never
      comes, ask the operator: `kubectl logs --namespace monitoring deployment/prometheus-operator`.

      When the trainee runs on node1:
        """bash
        cd ~/training-crds
        kubectl apply --server-side --filename monitoring.coreos.com_prometheuses.yaml --filename monitoring.coreos.com_prometheusrules.yaml --filename monitoring.coreos.com_servicemonitors.yaml --filename monitoring.coreos.com_podmonitors.yaml --filename monitoring.coreos.com_probes.yaml
        kubectl wait --for=condition=Established --timeout=60s crd/prometheuses.monitoring.coreos.com crd/prometheusrules.monitoring.coreos.com crd/servicemonitors.monitoring.coreos.com crd/podmonitors.monitoring.coreos.com crd/probes.monitoring.coreos.com
        kubectl apply --filename ~/training/02-monitoring/
        kubectl wait --for=create --timeout=120s --namespace monitoring statefulset/prometheus-training
        kubectl rollout status --timeout=120s --namespace monitoring statefulset/prometheus-training
        """
      Then these run in the namespace "monitoring":
        | kind        | name                | ready |
        | Deployment  | prometheus-operator | 1     |
        | StatefulSet | prometheus-training | 1     |
        | DaemonSet   | node-exporter       | 4     |
        | Deployment  | kube-state-metrics  | 1     |
      And the operator has made the StatefulSet "prometheus-training" out of the Prometheus "training" in "monitoring"

  @needs(02-monitoring/the-operator-makes-a-prometheus-out-of-a-few-lines)
  Rule: Prometheus asks every target, and the answers are fresh

    Background:
      Given Prometheus and all that it asks are installed

    @essential
    Scenario: Every target answers, and has just done so
      A target is up if it answered when it was last asked. How many should there be? Count before you look: one
      kubelet on each of four nodes, and each of them twice, because cadvisor is asked apart. One API server. So a
      target that is missing is found, too; a list that is all green may still be too short. Look at the addresses as
      well: four answers may come from three nodes, if one of them is asked twice.

      "Up" alone may be old news. So look at the time of the last answer as well. It must be younger than two rounds,
      by the clock of Prometheus itself. An attempt that failed is no answer.

      **If it fails** with "401 Unauthorized", the kubelet does not let Prometheus in: it asks the API server whether
      the token may get `nodes/metrics`. In 2018 this had to be turned on in each kubelet, with
      `--authentication-token-webhook=true`, and a script that the text does not mention did so. kubeadm does it today.

      Then Prometheus has these targets, all of them up:
        | job                 | targets | nodes                      |
        | apiserver           | 1       | node1                      |
        | cadvisor            | 4       | node1, node2, node3, node4 |
        | kube-state-metrics  | 1       |                            |
        | kubelet             | 4       | node1, node2, node3, node4 |
        | node-exporter       | 4       | node1, node2, node3, node4 |
        | prometheus          | 1       |                            |
        | prometheus-operator | 1       |                            |
      And the last answer of each of them is younger than two rounds

    @erratum @E5
    Scenario: Scheduler and controller manager refuse to be asked
      Both have numbers to tell, and both are listed as targets here, but kubeadm has them listen to 127.0.0.1, that is
      to their own machine. Prometheus comes from another and is refused. The old text shows the same programs as
      working, because a hidden script had opened them to everybody: `--address=0.0.0.0`. Today the flag is
      `--bind-address`, in `/etc/kubernetes/manifests` on node1. Leave it. What they tell is seldom worth an open door,
      and an upgrade by kubeadm would close it again.

      It is good to have seen a target that is down. The list names the reason.

      Then Prometheus has these targets, none of them up, because of "connection refused":
        | job                     | targets |
        | kube-controller-manager | 1       |
        | kube-scheduler          | 1       |

  @needs(02-monitoring/the-operator-makes-a-prometheus-out-of-a-few-lines)
  Rule: Ask what you know already, and you learn whether to believe the rest

    Background:
      Given Prometheus and all that it asks are installed

    @essential @E9
    Scenario: Prometheus counts as many nodes as there are
      Prometheus has a page, a NodePort like the dashboard. The old text's Prometheus was always at 30900. Ours has the
      port that the cluster gave it; ask the service. You can put the question below into the field on that page, or
      send it by HTTP, from your computer or from inside. A third way needs no open port at all: the API server passes
      a request on to any service, for whoever may do that.

      When the trainee runs on node1:
        """bash
        kubectl get service prometheus --namespace monitoring
        """
      And the trainee keeps the port of the service "prometheus" in "monitoring" as PROMETHEUS_PORT
      Then "count(kube_node_info)" is the number of nodes that the API server knows
      When the trainee runs on node1:
        """bash
        curl --silent --get --data-urlencode 'query=count(kube_node_info)' http://node1:$PROMETHEUS_PORT/api/v1/query
        """
      Then the answer holds the number of nodes
      When the trainee runs on node1:
        """bash
        kubectl get --raw '/api/v1/namespaces/monitoring/services/prometheus:web/proxy/api/v1/query?query=count(kube_node_info)'
        """
      Then the answer holds the number of nodes

    @essential
    Scenario: Every node has as much memory as the API server says
      The kernel tells node-exporter how much memory the machine has; the kubelet tells the API server. Both ways must
      lead to the same number, for each node by its name.

      Then "node_memory_MemTotal_bytes" is the capacity of memory of each node

    @essential @browser
    Scenario: Prometheus shows its targets in a browser
      Look at the page yourself. Every target is listed with the time of its last answer, and those that are down with
      the reason.

      When the trainee runs on node1:
        """bash
        kubectl get service prometheus --namespace monitoring
        """
      And the trainee keeps the port of the service "prometheus" in "monitoring" as PROMETHEUS_PORT
      And a browser on your computer opens "http://NODE1_IP:$PROMETHEUS_PORT/targets"
      Then the title of the page contains "Prometheus"
      And the page shows all of these:
        | node-exporter      |
        | kube-state-metrics |
        | kube-scheduler     |
        | connection refused |
      And the page shows every kubelet and every node-exporter by its address

  @needs(02-monitoring/the-operator-makes-a-prometheus-out-of-a-few-lines)
  Rule: Grafana draws what Prometheus knows

    Background:
      Given Prometheus and all that it asks are installed

    @essential
    Scenario: Every question on our dashboards has an answer
      A dashboard is a page of questions, each drawn as a curve. A question with a slip in it is not wrong, it is
      empty, and nobody notices. The same goes for one whose answer is NaN, "not a number", which is what a division by
      zero gives. So we ask all of them, of the real Prometheus: every question on the four dashboards
      in `~/training/02-monitoring/grafana/dashboards`. Where a question has a variable, such as `$node`, it gets all
      values that the reader could choose.

      One of the dashboards is about autoscalers, so there is one, in `7-autoscaler.yaml`. It cannot read its metric,
      as metrics-server is not installed here, and so it changes nothing.

      Then every question of the 4 dashboards has an answer

    @essential
    Scenario: The API server accepts what Grafana needs
      `--dry-run=server` sends everything to the API server, which checks it as if it were meant, and then forgets it.
      `-k` is for a folder with a `kustomization.yaml`: it makes a ConfigMap out of our files.

      When the trainee runs on node1:
        """bash
        kubectl apply --dry-run=server -k ~/training/02-monitoring/grafana
        """
      Then the answer contains "deployment.apps/grafana created (server dry run)"
      And the answer contains "configmap/grafana-dashboards created (server dry run)"

    @bonus @grafana @E9
    Scenario: Grafana asks our Prometheus and shows our dashboards
      Grafana reads two files when it starts: where the data is, and where the dashboards are. So nobody has to click
      them together. Visitors may look without a login, and change nothing.

      That it answers is not enough. Its database must be well, it must get rows from Prometheus, and it must have
      found all four dashboards.

      The port: in 2018 it was always 30002, though the text has you look for it. It is right to look.

      Given the image "docker.io/grafana/grafana:13.1.3" can be had
      When the trainee runs on node1:
        """bash
        kubectl apply -k ~/training/02-monitoring/grafana
        kubectl rollout status --timeout=120s --namespace monitoring deployment/grafana
        kubectl get svc grafana -n monitoring
        """
      And the trainee keeps the port of the service "grafana" in "monitoring" as GRAFANA_PORT
      Then Grafana is well
      And Grafana gets an answer to "up" from its data source "prometheus"
      And Grafana shows all of these dashboards:
        | Training / Autoscaling |
        | Training / Cluster     |
        | Training / Nodes       |
        | Training / Pods        |
      When a browser on your computer opens "http://NODE1_IP:$GRAFANA_PORT/d/training-cluster"
      Then the title of the page contains "Training / Cluster"
      And the page shows "Nodes that are Ready"

  @needs(02-monitoring/the-operator-makes-a-prometheus-out-of-a-few-lines)
  Rule: What is gone tells no more

    Background:
      Given Prometheus and all that it asks are installed

    @control
    Scenario: When a program is gone, so is its target
      A check that was never seen to say "no" proves nothing. We stop kube-state-metrics. Its target leaves the list,
      and with it leave the numbers: Prometheus does not go on telling the last ones it heard.

      Given kube-state-metrics runs, before and after
      And "count(kube_node_info)" has an answer
      When the trainee runs on node1:
        """bash
        kubectl scale deployment kube-state-metrics --namespace monitoring --replicas=0
        """
      Then Prometheus has no target of the job "kube-state-metrics"
      And "count(kube_node_info)" has no answer

  @needs(02-monitoring/the-operator-makes-a-prometheus-out-of-a-few-lines)
  Rule: How fast something rises takes two looks

    Background:
      Given Prometheus and all that it asks are installed

    @essential
    Scenario: The pod of known load is seen to use 50m
      The kubelet does not say "50m". It counts seconds of CPU since the container began, ever upward. Such a number is
      a counter, and by itself it says little. `irate(...[2m])` takes the last two counts of the last two minutes and asks
      how fast it rose between them, in seconds per second: in CPUs. 50m are 0.05.

      Be patient: a rate needs two counts, and cadvisor counts only once in 10 to 15 seconds, or later on a busy node.

      Then "sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]))" is 0.05, give or take 0.01, and stays so for 6 seconds

  Rule: What the text of 2018 says, and what happens today

    @erratum @E8
    Scenario: The second cd leads nowhere
      The old text fetches a fork of the operator and starts a script in it:

          git clone https://github.com/RyaxTech/prometheus-operator.git
          cd prometheus-operator/contrib/kube-prometheus/
          git checkout release-0.19
          cd contrib/kube-prometheus/
          ./hack/cluster-monitoring/deploy

      By the second line you are where the fourth wants to lead you. There is no such folder in there. The fourth line
      fails, and luckily that is harmless. The third matters: only the branch `release-0.19` has the script. And the
      fifth waits until its kinds exist, in loops without an end; on a cluster of today they never exist, as it asks
      for them with `apiextensions.k8s.io/v1beta1`, which was taken away in 1.22. It hangs, and says nothing.

      We need no fork to see the fourth line fail, only folders of these names. Type what stands at the top of this
      section instead.

      Given the folder "prometheus-operator" in the trainee's home is gone, before and after
      When the trainee tries on node1:
        """bash
        mkdir --parents ~/prometheus-operator/contrib/kube-prometheus
        cd ~/prometheus-operator/contrib/kube-prometheus/
        cd contrib/kube-prometheus/
        """
      Then the command fails with "contrib/kube-prometheus/: No such file or directory"

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      A namespace that is deleted takes along all that is in it: Prometheus, what it wrote down, Grafana. Not in the
      namespace are the rights we gave, and the new kinds. The kinds come last: who deletes a kind, deletes every
      object of it.

      When everything of this section is removed
      Then the cluster holds what it held before this section
