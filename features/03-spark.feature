@section-3 @spark @needs(section-1)
Feature: 3. Run a big data job with Spark
  Spark cuts a large computation into tasks and spreads them over many processes. One process, the driver, plans the work.
  The others, the executors, do it. On Kubernetes each of them is a pod, and Spark itself asks for them: you submit a
  job, Kubernetes starts the driver, and the driver starts its executors.

  Our job computes pi by throwing darts. It draws random points in a square and counts those that fall into the circle
  inside. The share of hits is pi divided by four. More darts, better pi.

  node1 has a Spark distribution in the home of `ubuntu`. You only need it to submit. The programs that compute
  come from the image `apache/spark:4.1.1`.

  Background:
    Given the training cluster is running
    And nothing of Spark is in the cluster, before and after

  Rule: The driver needs the right to start pods

    @control
    Scenario: A new account may do nothing
      A pod acts in the name of a service account. A driver that shall start executors needs an account that may create
      pods, watch them and delete them. A new account may not. Look first; `kubectl auth can-i` asks the API server.

      When the trainee runs on node1:
        """bash
        kubectl create serviceaccount spark
        """
      And the trainee tries on node1:
        """bash
        kubectl auth can-i create pods --as=system:serviceaccount:default:spark
        """
      Then the answer is "no"
      And the account "spark" may do none of these:
        | create | pods       |
        | watch  | pods       |
        | delete | pods       |
        | create | services   |
        | create | configmaps |

    @essential
    Scenario: The role "edit" lets it work, in its own namespace only
      A role is a list of rights; a binding gives it to somebody. Kubernetes ships the role `edit`, which covers all that
      Spark needs. We bind it with a RoleBinding, so that it holds in the namespace `default` and nowhere else.

      **If you forget it**, the driver ends at once, and its log says "pods is forbidden: User
      "system:serviceaccount:default:spark" cannot create resource "pods"".

      When the trainee runs on node1:
        """bash
        kubectl create serviceaccount spark
        kubectl create rolebinding spark-role --clusterrole=edit --serviceaccount=default:spark --namespace=default
        kubectl auth can-i create pods --as=system:serviceaccount:default:spark
        """
      Then the last line of the answer is "yes"
      And the account "spark" may do all of these:
        | create | pods       |
        | watch  | pods       |
        | delete | pods       |
        | create | services   |
        | create | configmaps |
      But the account "spark" may not delete pods in the namespace "kube-system"

    @erratum @E4
    Scenario: The old binding gives far more than the job needs
      The text of 2018 does not mention the account at all. The script that fetched Spark had made it, with a
      ClusterRoleBinding. That kind of binding knows no namespace: `--namespace=default` in the command changes nothing and nobody says so. The account
      may then delete the pods of the system, too. Type the RoleBinding above instead.

      When the trainee runs on node1:
        """bash
        kubectl create serviceaccount spark
        kubectl create clusterrolebinding spark-role --clusterrole=edit --serviceaccount=default:spark --namespace=default
        """
      Then the account "spark" may delete pods in the namespace "kube-system"

  Rule: One job is a driver and its executors

    @essential
    Scenario: Two executors compute pi, side by side
      First find out where the API server listens, because `spark-submit` talks to it directly.

      The long command then says: run in the cluster (`--deploy-mode cluster`), under this name, this class, with this
      account, on two executors, from this image. The last number is how many pieces the work is cut into. A larger one
      takes longer and comes closer to pi.

      While it runs, follow it in a second terminal. `kubectl get pods` shows the driver, then two executors. Notice
      where they run. A driver or an executor asks for one whole CPU. A node offers two, of which the system has taken a
      bit, so only one such pod fits, and three pods land on three nodes.

      **Erratum E12.** The text of 2018 says that each executor is launched on a different node. Nothing asks for that:
      on machines with more CPUs they may share one. Who needs it must say so, by an anti-affinity in a pod template.

      Executors are deleted once the job is done. The driver stays, Completed, so that you can read its log.

      **If it hangs**: `kubectl describe pod spark-pi-driver1`. "0/4 nodes are available: ... Insufficient cpu" means that
      other pods hold the CPUs. **If it ends badly**: the last lines of `kubectl logs spark-pi-driver1` say why.

      Given the account "spark" may start pods
      And it is known how many pods of one CPU fit on each node
      And a watch on the pods of Spark is open
      When the trainee runs on node1:
        """bash
        kubectl cluster-info
        """
      And the trainee keeps the address of the API server as API_SERVER
      And the trainee starts on node1:
        """bash
        cd ~/spark-4.1.1-bin-hadoop3
        bin/spark-submit --master k8s://https://$API_SERVER:6443 --deploy-mode cluster --name spark-pi --class org.apache.spark.examples.SparkPi --conf spark.kubernetes.authenticate.driver.serviceAccountName=spark --conf spark.executor.instances=2 --conf spark.kubernetes.container.image=apache/spark:4.1.1 --conf spark.kubernetes.driver.pod.name=spark-pi-driver1 local:///opt/spark/examples/jars/spark-examples_2.13-4.1.1.jar 100
        """
      Then the driver "spark-pi-driver1" and its 2 executors run
      When meanwhile the trainee runs on node1:
        """bash
        kubectl get pods -n default
        kubectl describe pods spark-pi-driver1 -n default
        """
      Then the command that was started succeeds
      And the driver went through Pending, Running and Succeeded, and ended with exit code 0
      And exactly 2 executors ran, both at the same time
      And every executor belongs to the driver, and runs the image "apache/spark:4.1.1"
      And 2 executors have done some of the tasks, at the same time
      And driver and executors ran where there was room for them
      When the trainee runs on node1:
        """bash
        kubectl logs spark-pi-driver1 -n default
        """
      Then the answer holds pi, wrong by less than 0.05
      And the executors are gone, the driver has stayed

  Rule: Names are taken until they are given back

    @erratum @E11
    Scenario: The log is under the name you gave
      The text of 2018 submits `spark-pi-driver1` and reads the log of `spark-pi-driver3`. There is no such pod. Read the
      name in your own command.

      When the trainee tries on node1:
        """bash
        kubectl logs spark-pi-driver3 -n default
        """
      Then the command fails with '(NotFound): pods "spark-pi-driver3" not found'

    @erratum @E11
    Scenario: A second job of the same name is refused until the first is deleted
      A driver that has ended still holds its name. Submit again, and the API server answers "AlreadyExists". Delete
      the old driver first, or leave out `spark.kubernetes.driver.pod.name`: Spark then finds a new name each time.

      We need no whole job to see it. Any pod of that name will do.

      Given the account "spark" may start pods
      When the trainee runs on node1:
        """bash
        kubectl run spark-pi-driver1 --image=apache/spark:4.1.1 --restart=Never -- true
        kubectl cluster-info
        """
      And the trainee keeps the address of the API server as API_SERVER
      And the trainee tries on node1:
        """bash
        cd ~/spark-4.1.1-bin-hadoop3
        bin/spark-submit --master k8s://https://$API_SERVER:6443 --deploy-mode cluster --name spark-pi --class org.apache.spark.examples.SparkPi --conf spark.kubernetes.authenticate.driver.serviceAccountName=spark --conf spark.executor.instances=2 --conf spark.kubernetes.container.image=apache/spark:4.1.1 --conf spark.kubernetes.driver.pod.name=spark-pi-driver1 local:///opt/spark/examples/jars/spark-examples_2.13-4.1.1.jar 100
        """
      Then the command fails with 'pods "spark-pi-driver1" already exists'
      When the trainee runs on node1:
        """bash
        kubectl delete pod spark-pi-driver1 -n default
        """
      Then the name "spark-pi-driver1" is free again

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      A role that is bound stays bound, a driver that has ended stays to be read, until somebody removes them.
      We compare all that the cluster holds with a list from before the section began.

      When everything of this section is removed
      Then the cluster holds what it held before this section
