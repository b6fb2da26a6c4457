package kubetraining.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubectlCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " # ",
      quoteCharacter = '\u0000',
      textBlock =
          """
          kubectl get nodes # kubectl get no
          kubectl get nodes # kubectl get node
          kubectl get pods # kubectl get po --namespace default
          kubectl get service web-view --namespace dashboard # kubectl -n dashboard get svc/web-view
          kubectl get pods --all-namespaces --output wide # kubectl get pods -A -owide
          kubectl get pods --all-namespaces --output wide # kubectl get pods -o=wide --all-namespaces=true
          kubectl delete pod podpi # kubectl delete pods/podpi
          kubectl delete pods podpi9 podpi10 # kubectl delete pod/podpi9 pod/podpi10
          kubectl annotate nodes node2 nerdalize/temp=30 # kubectl annotate node/node2 nerdalize/temp=30
          kubectl annotate --overwrite nodes node2 nerdalize/temp=10 # kubectl annotate no node2 nerdalize/temp=10 --overwrite
          kubectl logs podpi9 # kubectl logs pod/podpi9
          kubectl logs deployment/heat-scheduler -n kube-system -c extender # kubectl logs --container=extender deploy/heat-scheduler --namespace=kube-system
          kubectl rollout status deployment/web-view --namespace dashboard --timeout=120s # kubectl rollout status deployment web-view -n dashboard --timeout 120s
          kubectl create -f ~/training/guest.yaml # kubectl create --filename ~/training/guest.yaml
          kubectl create -f ./memory.yaml # kubectl create --filename=./memory.yaml
          kubectl exec podpi -- grep -n Cpus /proc/self/status # kubectl exec pod/podpi -- grep -n Cpus /proc/self/status
          kubectl create serviceaccount spark # kubectl create sa spark
          kubectl describe nodes node1 | grep Taints # kubectl describe node/node1 | grep 'Taints'
          kubectl auth can-i '*' '*' --all-namespaces # kubectl auth can-i "*" \\* -A
          sed -e "s/podpi9/podpi10/g" ~/podpi.yaml | kubectl create -f - # sed -e 's/podpi9/podpi10/g' ~/podpi.yaml | kubectl create --filename -
          kubectl get node node4 -o jsonpath={.status} # kubectl get no/node4 --output 'jsonpath={.status}'
          kubectl wait pod/podpi9 --for=jsonpath={.status.phase}=Succeeded # kubectl wait --for=jsonpath='{.status.phase}'=Succeeded pod podpi9
          """)
  void saidInAnotherWayItIsTheSame(String printed, String typed) {
    assertThat(PrintedBlock.forms(typed)).isEqualTo(PrintedBlock.forms(printed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " # ",
      quoteCharacter = '\u0000',
      textBlock =
          """
          kubectl get nodes # kubectl get nodes --output wide
          kubectl get nodes # kubectl get nodes node1
          kubectl get pods # kubectl get pods --namespace kube-system
          kubectl get pods # kubectl get pods --all-namespaces
          kubectl delete pod podpi # kubectl delete pod podpi9
          kubectl delete pod podpi # kubectl delete service podpi
          kubectl delete pod podpi # kubectl delete pod podpi --force
          kubectl annotate nodes node2 nerdalize/temp=30 # kubectl annotate nodes node2 nerdalize/temp=3
          kubectl annotate nodes node2 nerdalize/temp=30 # kubectl annotate nodes node2 nerdalize/temp-
          kubectl logs podpi9 # kubectl logs podpi9 -f
          kubectl logs podpi9 -f # kubectl logs podpi9 -f x
          kubectl exec podpi -- grep -n default x # kubectl exec podpi -- grep x -n default
          echo '$TAG' # echo $TAG
          echo "$TAG" # echo '$TAG'
          ls '~/x' # ls ~/x
          kubectl create -f ~/training/guest.yaml # kubectl create --filename=~/training/guest.yaml
          ls # ls ''
          ls a b # ls 'a b'
          kubectl get nodes | wc # kubectl get nodes
          kubectl get nodes > x # kubectl get nodes
          kubectl get nodes; rm x # kubectl get nodes
          kubectl get nodes || rm x # kubectl get nodes
          kubectl get nodes & # kubectl get nodes
          sudo kubectl get nodes # kubectl get nodes
          k get nodes # kubectl get nodes
          echo 'a # echo a
          echo a\\ # echo a
          """)
  void whatSaysSomethingElseIsAnother(String printed, String typed) {
    assertThat(PrintedBlock.forms(typed)).isNotEqualTo(PrintedBlock.forms(printed));
  }

  @Test
  void whatIsJoinedIsAsManyCommands() {
    assertThat(PrintedBlock.forms("cd ~/x && kubectl get no"))
        .isEqualTo(
            List.of(
                PrintedBlock.forms("cd ~/x").get(0),
                PrintedBlock.forms("kubectl get nodes").get(0)));
  }

  @Test
  void noTwoLinesOfTheGuideBecomeOne() throws IOException {
    var lines = new TreeSet<String>();
    try (var features = Files.list(Path.of("features"))) {
      for (Path each : features.filter(file -> file.toString().endsWith(".feature")).toList()) {
        var text = Files.readString(each);
        text.lines()
            .map(line -> line.strip().replaceAll("\\s+", " "))
            .filter(line -> line.matches("(kubectl|sudo|sed|cd|curl|hey|rm|echo) .*"))
            .forEach(lines::add);
      }
    }
    var byForm = lines.stream().collect(Collectors.groupingBy(PrintedBlock::forms));

    assertThat(lines).hasSizeGreaterThan(80);
    assertThat(byForm.values()).allSatisfy(same -> assertThat(same).hasSize(1));
  }
}
