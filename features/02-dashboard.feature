@section-2 @dashboard @needs(section-1)
Feature: 2. See what your cluster does
  A running cluster is a black box. This section opens it in three ways. First comes the metrics API: what every node
  and every pod uses right now, one number each. Then comes a dashboard: the same numbers in your browser, with
  everything else that the API server knows. The third way is Prometheus, which keeps a history; it has a file of its
  own.

  The 2018 tutorial used Heapster for the first and the Kubernetes Dashboard for the second. Both are gone.
  metrics-server has replaced Heapster. In place of the Dashboard, the Kubernetes documentation now recommends
  Headlamp. Headlamp is published only as a container image, which not every training room can fetch, so most of this
  section uses a smaller dashboard that is always available: kube-web-view. It can only show things. That is a virtue,
  as you will see.

  To test a measurement you need to know the right answer beforehand. So a pod of known load runs all the time. It
  would use a whole CPU if it could, but its limit holds it to a twentieth of one, 50m. It is in
  `~/training/known-load/known-load.yaml`.

  Background:
    Given the training cluster is running
    And there is nothing of the dashboards in the cluster, before and after
    And a pod of known load, 50m of CPU, runs

  Rule: The metrics API reports what is used now

    @control @own-metrics
    Scenario: Without metrics-server there are no metrics
      Kubernetes measures by itself, but does not publish the results. The kubelet of each node knows what its pods
      use. Something has to collect the results from all kubelets. Until then `kubectl top` has nothing to ask.

      Given metrics-server is not installed
      When the trainee tries on node1:
        """bash
        kubectl top nodes
        """
      Then the command fails with "Metrics API not available"

    @essential @own-metrics
    Scenario: metrics-server becomes part of the API
      metrics-server asks each kubelet every few seconds and keeps only the latest answer, no history. It also serves
      part of the API itself: the API server forwards to it every request under `metrics.k8s.io`. An object of kind
      APIService tells it to.

      The first metrics take a while. CPU use is CPU time per elapsed time, so metrics-server has to ask every kubelet
      twice. Rather than wait, we look at dashboards first and come back.

      **If it fails**, look at the column AVAILABLE of the APIService. "MissingEndpoints" there means that no
      pod of metrics-server answers yet.

      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/metrics-server/
        kubectl get apiservice v1beta1.metrics.k8s.io
        """
      Then the API server forwards "metrics.k8s.io" to the service "metrics-server" in "kube-system"

  Rule: A dashboard has the permissions of its account

    @control @machine
    Scenario: Without permissions the dashboard shows nothing
      A dashboard is a program like any other. It talks to the API server in the name of its service account. We
      install kube-web-view with a new account, which has no permissions yet. Its page says so.

      The service does not name a type, so it is of type ClusterIP and answers only inside the cluster. node1 is
      inside. It takes a moment until every node knows a new service. A request that comes too early is refused, or
      never answered, so we let curl give up after 2 seconds and try again.

      Given the account of the dashboard has no permissions
      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/02-dashboard/web-view/
        kubectl rollout status deployment/web-view --namespace dashboard --timeout=120s
        """
      And the trainee tries on node1:
        """bash
        kubectl auth can-i list pods --all-namespaces --as=system:serviceaccount:dashboard:web-view
        """
      Then the output is "no"
      And the account "dashboard:web-view" is allowed none of these in any namespace:
        | list | pods       |
        | list | configmaps |
        | list | nodes      |
        | list | secrets    |
      When the trainee runs on node1:
        """bash
        curl --silent --connect-timeout 2 --retry 9 --retry-delay 1 --retry-connrefused http://$(kubectl get service web-view --namespace dashboard --output jsonpath='{.spec.clusterIP}')/clusters/local/nodes
        """
      Then the output contains "403 Client Error: Forbidden"
      And the output contains none of node1, node2, node3 and node4

    @essential
    Scenario: With read-only access the dashboard sees the cluster but cannot change it
      Which role is right? Kubernetes ships one called `view`: it reads nearly everything in a namespace and changes
      nothing. It leaves out secrets, and that matters. A secret may hold the password or the token of somebody with
      more permissions. Anyone who reads it can act as that person. Nodes are in no namespace, so `view` does not cover
      them; a small role of our own adds them. Read `~/training/02-dashboard/reader/reader.yaml`.

      It is quick to try a few permissions that the account must not have. To find all the others, we read its roles:
      every rule that is bound to the account, or to one of its groups. The only verbs in them are get, list and watch,
      and no rule is about secrets.

      **If it fails** because too much is allowed, the account has a second binding besides ours. **If too
      little is allowed**, compare the names in the binding with those of the role and the account, and do not
      forget the account's namespace.

      Given the dashboard is installed
      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/02-dashboard/reader/
        kubectl auth can-i list pods --all-namespaces --as=system:serviceaccount:dashboard:web-view
        """
      Then the last line of the output is "yes"
      And the account "dashboard:web-view" is allowed all of these in every namespace:
        | list | pods                 |
        | list | deployments.apps     |
        | list | nodes                |
        | list | nodes.metrics.k8s.io |
      But the account "dashboard:web-view" is allowed none of these in any namespace:
        | delete | pods                                          |
        | create | pods                                          |
        | update | deployments.apps                              |
        | get    | secrets                                       |
        | list   | secrets                                       |
        | create | clusterrolebindings.rbac.authorization.k8s.io |
      And the roles of the account "dashboard:web-view" allow only reading, and no secrets

    @erratum
    Scenario: The old binding makes every visitor of the dashboard a cluster admin
      **A note on security.** The 2018 tutorial gives its dashboard the role `cluster-admin`. That role holds one rule:
      every verb on every resource. It can read all secrets, run a pod that mounts the machine's disk, and delete
      everything. That dashboard had no login, was open to all networks, and acted with these permissions for every
      visitor. Anyone who found the port owned the cluster and all its machines. Many people did; it was a well-known
      way into other people's computers.

      The command still works. It even works before the account exists, because nobody checks. Anyone who can later
      create an account of that name gets these permissions for free. So look at what the command gives, and then take
      it away again. The commands to use instead are above.

      Given there is no binding "add-on-cluster-admin", before and after
      When the trainee runs on node1:
        """bash
        kubectl create clusterrolebinding add-on-cluster-admin --clusterrole=cluster-admin --serviceaccount=kube-system:kubernetes-dashboard
        kubectl auth can-i '*' '*' --all-namespaces --as=system:serviceaccount:kube-system:kubernetes-dashboard
        """
      Then the last line of the output is "yes"
      And the account "kube-system:kubernetes-dashboard" is allowed all of these in every namespace:
        | get    | secrets                                       |
        | delete | nodes                                         |
        | create | clusterrolebindings.rbac.authorization.k8s.io |
      When the trainee runs on node1:
        """bash
        kubectl delete clusterrolebinding add-on-cluster-admin
        """
      Then the account "kube-system:kubernetes-dashboard" is allowed none of these in any namespace:
        | get    | secrets |
        | list   | pods    |
        | delete | nodes   |

  Rule: A service of type NodePort opens the dashboard to your browser

    @essential @E7 @E9
    Scenario: The dashboard shows all four nodes, from outside and from inside
      The 2018 tutorial tells you to run `kubectl -n kube-system edit service kubernetes-dashboard`, change ClusterIP
      to NodePort in the editor, and save. That works, but nobody can repeat what you did in an editor, or read it
      later. `kubectl patch` does the same in one line. A service of type NodePort opens one port, from 30000 to 32767,
      on all nodes.

      Which port? The cluster chooses. Never take the number from a tutorial; ask the service. It is the number after
      the colon under PORT(S).

      Now open `http://NODE1_IP:DASHBOARD_PORT` in your browser. You come from outside, so the security group must let
      you in. In 2018 it let nobody in, and no step said so. Section 1 opened these ports for your address only.

      A title and four names prove little: anybody can write them into a page. So look for what only this cluster
      knows, such as the time when each node was created. A live page also knows the newest pod.

      **If it fails** from outside but not from inside, the security group is the cause. If it fails from both, check
      whether the service has any pods behind it: `kubectl get endpointslices --namespace dashboard`.

      Given the dashboard is installed, with read-only access
      When the trainee runs on node1:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort"}}'
        kubectl get service web-view --namespace dashboard
        """
      And the trainee keeps the port of the service "web-view" in "dashboard" as DASHBOARD_PORT
      Then your computer gets "http://NODE1_IP:$DASHBOARD_PORT/clusters/local/nodes", a page titled "nodes in local - Kubernetes Web View"
      And the page lists node1, node2, node3 and node4, each with its address and creation time
      And "http://NODE1_IP:$DASHBOARD_PORT/clusters/local" has a page of the newest pod, with its UID
      When the trainee runs on node1:
        """bash
        curl --silent --fail http://node1:$DASHBOARD_PORT/clusters/local/nodes
        """
      Then the output lists node1, node2, node3 and node4, each with its address and creation time

    @bonus @headlamp
    Scenario: Headlamp shows the nodes to anyone who has a token
      Headlamp works differently: its own account has no permissions. You give it a token of yours, and it uses that to
      talk to the API server. So people see in it exactly what they are allowed to see, and without a token they see
      nothing. That is the better way. A token from `kubectl create token` is good for an hour.

      In a browser you would paste the token into the page. Here we send it along with the request, as the page does.

      Given the image "ghcr.io/headlamp-k8s/headlamp:v0.45.0" is available
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
      Then the output contains node1, node2, node3 and node4
      When the trainee runs on node1:
        """bash
        curl --silent http://node1:$HEADLAMP_PORT/clusters/main/api/v1/nodes
        """
      Then the output contains none of node1, node2, node3 and node4
      When a browser on your computer opens "http://NODE1_IP:$HEADLAMP_PORT/"
      Then the title of the page contains "Headlamp"

  Rule: Where the 2018 tutorial is wrong today

    @erratum @E20
    Scenario: The old files use removed API versions
      The tutorial fetches its dashboard from
      `https://raw.githubusercontent.com/kubernetes/dashboard/master/src/deploy/alternative/kubernetes-dashboard.yaml`.
      That file no longer exists: "server reported 404 Not Found". The project was archived in January 2026. Heapster,
      `git clone https://github.com/kubernetes/heapster.git`, was archived in 2018.

      A copy from that time would not help you either. Every object names a version of the API, and old versions are
      removed: `extensions/v1beta1` and `apps/v1beta2` in 1.16, `rbac.authorization.k8s.io/v1beta1` in 1.22. In
      `~/training/02-dashboard/2018` are files with the old names that ask for these versions. Install metrics-server
      and the dashboard as shown above instead.

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
    Scenario: A pod does not have the name of its Deployment
      To restart its dashboard, the tutorial runs `kubectl delete pod kubernetes-dashboard -n kube-system`. No pod has
      that name. It is the name of the Deployment; its pods add two more words to it, which change each time. The
      command never worked. Select the pod by its label instead. The Deployment makes a new one at once, and that is
      the restart.

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

  Rule: Check metrics against a known value before you trust them

    @essential @needs(02-dashboard/metrics-server-becomes-part-of-the-api)
    Scenario: metrics-server measures every node
      By now metrics-server has asked twice, and its part of the API is Available. `kubectl top` shows CPU in
      thousandths of a CPU, marked with an m, and as a share of what the node has.

      **If it fails** with `FailedDiscoveryCheck`: look at `kubectl logs --namespace kube-system
      deployment/metrics-server`. "x509: cannot validate certificate" means that it was not told to accept the
      kubelets' self-signed certificates: `--kubelet-insecure-tls`. In a lab that is fine. In a cluster that matters,
      have the certificates signed.

      Given metrics-server is installed
      When the trainee runs on node1:
        """bash
        kubectl wait --for=condition=Available --timeout=120s apiservice/v1beta1.metrics.k8s.io
        """
      Then the metrics API has metrics for node1, node2, node3 and node4
      When the trainee runs on node1:
        """bash
        kubectl top nodes
        """
      Then the output shows what node1, node2, node3 and node4 use

    @essential @needs(02-dashboard/metrics-server-becomes-part-of-the-api)
    Scenario: A pod that uses 50m is measured as 50m
      Getting numbers proves little. Whether they are right can be tested, with our pod of known load. A measurement is
      an average over a short window, here 10 to 20 seconds, and never exact. We allow 10m on either side, as the tests
      of metrics-server do. The window must lie wholly within the life of the pod.

      **If the number is too low**, the pod has only just started. If it is close to 1000m, its limit is not enforced;
      look at `kubectl describe pod --selector app=busy`.

      Given metrics-server is installed
      And the metrics API has metrics for the pod of known load
      When the trainee runs on node1:
        """bash
        kubectl top pods --selector app=busy
        """
      Then the output shows what the pod of known load uses
      And its CPU use, measured while it ran, is 50m, give or take 10m

    @essential @browser @needs(02-dashboard/metrics-server-becomes-part-of-the-api)
    Scenario: A browser shows the nodes and what they use
      For "Show CPU/Memory Usage" the dashboard queries the metrics API, as `kubectl top` does. This is what Heapster
      was for. Without metrics the page has the same headings, with zeros below them. So read the numbers.

      **If it fails** because the numbers are zeros, metrics-server has nothing to tell yet, or the account of
      the dashboard may not read metrics.

      Given metrics-server is installed
      And the dashboard is installed, with read-only access
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
      And the page shows what node1, node2, node3 and node4 use, as the metrics API reports it

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      A forgotten dashboard is a door that stays open. We remove the pages, accounts, permissions, metrics-server and
      the pod of known load, and compare everything the cluster holds with a list from before.

      **If it fails**, the message names what is left. A namespace takes a while to go: until then, `kubectl get
      namespaces` shows it as Terminating.

      When everything of this section is removed
      Then the cluster holds what it held before this section
