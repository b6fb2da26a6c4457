@section-2 @dashboard @needs(section-1)
Feature: 2. See what your cluster does
  A cluster that runs is a black box. This section opens it in three ways. First comes the metrics API: what every node
  and every pod uses at this moment, one number each. Then comes a dashboard: the same, and everything else that the
  API server knows, in your browser. The third, with a memory, is Prometheus; it has a file of its own.

  The text of 2018 took Heapster for the first and the Kubernetes Dashboard for the second. Both are gone. Heapster's
  place was taken by metrics-server. For the Dashboard, Kubernetes' own documentation names Headlamp today. Headlamp
  comes as a container image only, which not every training room can fetch, so most of this section uses a smaller
  dashboard that always can be had: kube-web-view. It only shows. That is a virtue, as you will see.

  To measure something you should know the right answer before. So one pod runs all the while that wants a whole CPU,
  and that its limit keeps at a twentieth of one, 50m: `~/training/known-load/known-load.yaml`.

  Background:
    Given the training cluster is running
    And nothing of the dashboards is in the cluster, before and after
    And a pod of known load, 50m of CPU, runs

  Rule: The metrics API knows what is used now

    @control
    Scenario: Without metrics-server nobody can tell
      Kubernetes itself measures, but does not publish. The kubelet of each node knows what its pods use. Somebody has
      to collect that from all of them. Until then `kubectl top` has nobody to ask.

      Given metrics-server is not installed
      When the trainee tries on node1:
        """bash
        kubectl top nodes
        """
      Then the command fails with "Metrics API not available"

    @essential
    Scenario: metrics-server becomes a part of the API
      metrics-server asks each kubelet every few seconds and keeps the last answer, no history. It also serves a part
      of the API itself: the API server passes on to it whatever is asked under `metrics.k8s.io`. An object of kind
      APIService says so.

      Its first figures take a while. CPU is time per time, so every kubelet must be asked twice. We do not sit and
      wait. We look at dashboards first, and come back.

      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/metrics-server/
        kubectl get apiservice v1beta1.metrics.k8s.io
        """
      Then the API server passes on "metrics.k8s.io" to the service "metrics-server" in "kube-system"

  Rule: A dashboard may do what its account may do

    @control
    Scenario: An account without rights has a dashboard without content
      A dashboard is a program like any other. It asks the API server in the name of its service account. We install
      kube-web-view with a new account, which may do nothing yet. Its page says so.

      The service has no type given, so it is of type ClusterIP and answers inside the cluster only. node1 is inside. It takes
      a moment until every node knows a new service. Who knocks too early is refused, or waits in vain, so we let curl
      give up after 2 seconds and try again.

      Given the account of the dashboard has no rights
      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/02-dashboard/web-view/
        kubectl rollout status deployment/web-view --namespace dashboard --timeout=120s
        """
      And the trainee tries on node1:
        """bash
        kubectl auth can-i list pods --all-namespaces --as=system:serviceaccount:dashboard:web-view
        """
      Then the answer is "no"
      And the account "dashboard:web-view" may do none of these, in any namespace:
        | list | pods       |
        | list | configmaps |
        | list | nodes      |
        | list | secrets    |
      When the trainee runs on node1:
        """bash
        curl --silent --connect-timeout 2 --retry 9 --retry-delay 1 --retry-connrefused http://$(kubectl get service web-view --namespace dashboard --output jsonpath='{.spec.clusterIP}')/clusters/local/nodes
        """
      Then the answer contains "403 Client Error: Forbidden"
      And the answer names none of node1, node2, node3 and node4

    @essential
    Scenario: With the right to look it sees everything and can touch nothing
      Which role is right? Kubernetes ships `view`: it reads nearly everything that is in a namespace, and changes
      nothing. It leaves out secrets, and that matters. A secret may hold the password or the token of somebody who may
      do more. Who reads it, becomes them. Nodes are in no namespace, so `view` does not cover them; a small role of
      our own adds them. Read `~/training/02-dashboard/reader/reader.yaml`.

      A few rights that it must not have are quickly tried. All others are found in its roles: we read every rule that is
      bound to the account, or to a group of it. The only verbs are get, list and watch, and no rule is about secrets.

      Given the dashboard is installed
      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/02-dashboard/reader/
        kubectl auth can-i list pods --all-namespaces --as=system:serviceaccount:dashboard:web-view
        """
      Then the last line of the answer is "yes"
      And the account "dashboard:web-view" may do all of these, in every namespace:
        | list | pods                 |
        | list | deployments.apps     |
        | list | nodes                |
        | list | nodes.metrics.k8s.io |
      But the account "dashboard:web-view" may do none of these, in any namespace:
        | delete | pods                                          |
        | create | pods                                          |
        | update | deployments.apps                              |
        | get    | secrets                                       |
        | list   | secrets                                       |
        | create | clusterrolebindings.rbac.authorization.k8s.io |
      And by its roles the account "dashboard:web-view" may only look, and at no secret

    @erratum
    Scenario: The old binding makes whoever opens the page the master of the cluster
      **A note on security.** The text of 2018 gives its dashboard the role `cluster-admin`. That role holds one rule:
      every verb on every thing. It may read all secrets, run a pod with the machine's disk in it, and delete
      everything. The dashboard of that text had no login, was opened to all networks, and acted with these rights for
      everybody who came by. Whoever found the port owned the cluster, and all its machines. Many did; it was a
      well-known way to other people's computers.

      The command still works. It even works before the account exists: nobody checks. Whoever may create an account of
      that name later has got a gift. So look at what it gives, and take it away again. What to type instead stands
      above.

      Given the binding "add-on-cluster-admin" is gone, before and after
      When the trainee runs on node1:
        """bash
        kubectl create clusterrolebinding add-on-cluster-admin --clusterrole=cluster-admin --serviceaccount=kube-system:kubernetes-dashboard
        kubectl auth can-i '*' '*' --all-namespaces --as=system:serviceaccount:kube-system:kubernetes-dashboard
        """
      Then the last line of the answer is "yes"
      And the account "kube-system:kubernetes-dashboard" may do all of these, in every namespace:
        | get    | secrets                                       |
        | delete | nodes                                         |
        | create | clusterrolebindings.rbac.authorization.k8s.io |
      When the trainee runs on node1:
        """bash
        kubectl delete clusterrolebinding add-on-cluster-admin
        """
      Then the account "kube-system:kubernetes-dashboard" may do none of these, in any namespace:
        | get    | secrets |
        | list   | pods    |
        | delete | nodes   |

  Rule: A service opens it to your browser

    @essential @E7 @E9
    Scenario: The page with all four nodes is seen from outside and from inside
      The text of 2018 says: `kubectl -n kube-system edit service kubernetes-dashboard`, then change ClusterIP to
      NodePort in the editor, and save. That works, but an editor cannot be repeated or written down. `kubectl patch`
      says the same in one line. A service of type NodePort opens one port on all nodes, from 30000 to 32767.

      Which port? The cluster chooses. Never take the number from a text, ask the service: it is behind the colon under
      PORT(S).

      Now open `http://NODE1_IP:DASHBOARD_PORT` in your browser. You come from outside, so the security group must
      admit you; in 2018 it admitted nobody, and no step said so. Section 1 has opened these ports, for your address
      only.

      A title and four names prove little: anybody can write them into a page. So look for what only this cluster knows,
      such as the time when each node was made. And a page that is alive knows the newest pod, too.

      **If it fails** from outside but not from inside, it is the security group. If it fails from both, look whether
      the service has somewhere to lead to: `kubectl get endpointslices --namespace dashboard`.

      Given the dashboard is installed, with the right to look
      When the trainee runs on node1:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort"}}'
        kubectl get service web-view --namespace dashboard
        """
      And the trainee keeps the port of the service "web-view" in "dashboard" as DASHBOARD_PORT
      Then your computer gets "http://NODE1_IP:$DASHBOARD_PORT/clusters/local/nodes", a page titled "nodes in local - Kubernetes Web View"
      And the page lists node1, node2, node3 and node4, each with its address and the time it was made
      And "http://NODE1_IP:$DASHBOARD_PORT/clusters/local" has a page of the newest pod, with its UID
      When the trainee runs on node1:
        """bash
        curl --silent --fail http://node1:$DASHBOARD_PORT/clusters/local/nodes
        """
      Then the answer lists node1, node2, node3 and node4, each with its address and the time it was made

    @bonus @headlamp
    Scenario: Headlamp shows the nodes to whoever has a token
      Headlamp goes another way: its own account may do nothing. You show it a token of yours, and it asks the API
      server with that. So everybody sees in it what they themselves may see, and who has no token sees nothing. That
      is the better way. A token from `kubectl create token` is good for an hour.

      In a browser you would paste the token into the page. We send it along, as the page does.

      Given the image "ghcr.io/headlamp-k8s/headlamp:v0.45.0" can be had
      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/02-dashboard/headlamp/
        kubectl rollout status deployment/headlamp --namespace headlamp --timeout=120s
        kubectl get service headlamp --namespace headlamp
        """
      And the trainee keeps the port of the service "headlamp" in "headlamp" as HEADLAMP_PORT
      Then your computer gets "http://NODE1_IP:$HEADLAMP_PORT/", a page titled "Headlamp"
      When the trainee runs on node1:
        """bash
        curl --silent --header "Authorization: Bearer $(kubectl create token visitor --namespace headlamp)" http://node1:$HEADLAMP_PORT/clusters/main/api/v1/nodes
        """
      Then the answer names node1, node2, node3 and node4
      When the trainee runs on node1:
        """bash
        curl --silent http://node1:$HEADLAMP_PORT/clusters/main/api/v1/nodes
        """
      Then the answer names none of node1, node2, node3 and node4
      When a browser on your computer opens "http://NODE1_IP:$HEADLAMP_PORT/"
      Then the title of the page contains "Headlamp"

  Rule: What the text of 2018 says, and what happens today

    @erratum @E20
    Scenario: The old files ask for an API that is gone
      That text fetches its dashboard from
      `https://raw.githubusercontent.com/kubernetes/dashboard/master/src/deploy/alternative/kubernetes-dashboard.yaml`.
      There is no such file any more: "server reported 404 Not Found". The project was archived in January 2026.
      Heapster, `git clone https://github.com/kubernetes/heapster.git`, was archived in 2018.

      A copy from then would not help you either. Every object names a version of the API, and old versions are taken
      away: `extensions/v1beta1` and `apps/v1beta2` in 1.16, `rbac.authorization.k8s.io/v1beta1` in 1.22. Below
      `~/training/02-dashboard/2018` are files of the old names that ask for these. Type metrics-server and the
      dashboard from above instead.

      When the trainee tries on node1:
        """bash
        cd ~/training/02-dashboard/2018
        kubectl apply -f kubernetes-dashboard.yaml
        cd heapster/deploy/kube-config/influxdb
        kubectl create -f influxdb.yaml
        kubectl create -f heapster.yaml
        cd ../rbac/
        kubectl create -f heapster-rbac.yaml
        """
      Then the command fails with 'no matches for kind "Deployment" in version "apps/v1beta2"'
      And the command fails with 'no matches for kind "Deployment" in version "extensions/v1beta1"'
      And the command fails with 'no matches for kind "ClusterRoleBinding" in version "rbac.authorization.k8s.io/v1beta1"'

    @erratum @E10
    Scenario: A pod of a Deployment does not bear its name
      To restart its dashboard, the old text types `kubectl delete pod kubernetes-dashboard -n kube-system`. No pod has
      that name. The Deployment has it; its pods get two more words behind, different ones each time. The command never
      worked. Name the pod by its label. The Deployment makes a new one at once, and that is the restart.

      Given the dashboard is installed
      When the trainee tries on node1:
        """bash
        kubectl delete pod web-view -n dashboard
        """
      Then the command fails with 'pods "web-view" not found'
      But one pod of the Deployment "web-view" in "dashboard" is Ready
      When the trainee runs on node1:
        """bash
        kubectl delete pod --selector app=web-view --namespace dashboard
        """
      Then another pod of the Deployment "web-view" in "dashboard" is Ready instead

  Rule: Figures are worth something once you have seen that they are right

    @essential @needs(02-dashboard/metrics-server-becomes-a-part-of-the-api)
    Scenario: metrics-server measures every node
      By now metrics-server has asked twice, and its part of the API is Available. `kubectl top` shows CPU in
      thousandths of one, with an m behind, and as a share of what the node has.

      **If it fails** with `FailedDiscoveryCheck`: look at `kubectl logs --namespace kube-system
      deployment/metrics-server`. "x509: cannot validate certificate" means that it was not told to accept the
      kubelets' certificates, which nobody but they themselves has signed: `--kubelet-insecure-tls`. In a lab that is
      fine. In a cluster that matters, have them signed.

      Given metrics-server is installed
      When the trainee runs on node1:
        """bash
        kubectl wait --for=condition=Available --timeout=120s apiservice/v1beta1.metrics.k8s.io
        """
      Then the metrics API knows node1, node2, node3 and node4
      When the trainee runs on node1:
        """bash
        kubectl top nodes
        """
      Then the answer shows what node1, node2, node3 and node4 use

    @essential @needs(02-dashboard/metrics-server-becomes-a-part-of-the-api)
    Scenario: A pod that uses 50m is measured as 50m
      That figures come proves little. That they are right can be tried, with our pod of known load. A measurement is
      an average over a short window, here 10 to 20 seconds, and never exact. We allow 10m on either side, as the tests
      of metrics-server do. The time it is an average of must lie wholly within the life of the pod.

      **If it fails** with less: the pod has only just begun. With nearly 1000m: its limit is not enforced; look at
      `kubectl describe pod --selector app=busy`.

      Given metrics-server is installed
      And the metrics API knows the pod of known load
      When the trainee runs on node1:
        """bash
        kubectl top pods --selector app=busy
        """
      Then the answer shows what the pod of known load uses
      And its figure, over a time in which it ran, is 50m, give or take 10m

    @essential @browser @needs(02-dashboard/metrics-server-becomes-a-part-of-the-api)
    Scenario: A browser shows the nodes, and what they use
      Behind "Show CPU/Memory Usage" the dashboard asks the metrics API, the same that `kubectl top` asks. This is what
      Heapster was for. Without metrics the page has the same headings, and zeros below them. So read the numbers.

      Given metrics-server is installed
      And the dashboard is installed, with the right to look
      When the trainee runs on node1:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort"}}'
        kubectl get service web-view --namespace dashboard
        """
      And the trainee keeps the port of the service "web-view" in "dashboard" as DASHBOARD_PORT
      And a browser on your computer opens "http://NODE1_IP:$DASHBOARD_PORT/clusters/local/nodes?join=metrics&hidecols=External-IP,OS-Image,Kernel-Version,Container-Runtime"
      Then the title of the page is "nodes in local - Kubernetes Web View"
      And the page shows node1, node2, node3 and node4
      And the page shows all of these:
        | CPU Usage    |
        | Memory Usage |
        | v1.36.3      |
      And the page shows what node1, node2, node3 and node4 use, as the metrics API tells it

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      A dashboard that is forgotten is a door that stays open. We take away pages, accounts, rights, metrics-server and
      the pod of known load, and compare all that the cluster holds with a list from before.

      When everything of this section is removed
      Then the cluster holds what it held before this section
