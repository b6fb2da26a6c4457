package kubetraining.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;
import kubetraining.probe.DashboardFile;
import kubetraining.probe.DashboardFile.Question;
import kubetraining.probe.PrometheusAnswer;
import kubetraining.probe.PrometheusProbe;

/** The questions of our dashboards, asked of Prometheus. */
final class DashboardQuestions {
  private final List<DashboardFile> dashboards;
  private int answered;

  DashboardQuestions(Path manifests) {
    this.dashboards = DashboardFile.in(manifests.resolve("02-monitoring/grafana/dashboards"));
  }

  List<DashboardFile> dashboards() {
    return dashboards;
  }

  /** How many questions had an answer when they were asked last. */
  int answered() {
    return answered;
  }

  /** Asks all of them; returns, in words, those that have no answer. */
  List<String> ask(PrometheusProbe prometheus) {
    var empty = new ArrayList<String>();
    answered = 0;
    for (DashboardFile dashboard : dashboards) {
      var values = values(dashboard, prometheus);
      for (Question question : dashboard.questions()) {
        PrometheusAnswer answer = prometheus.ask(question.with(values).expression());
        if (answer.tellsSomething()) {
          answered++;
        } else {
          empty.add(Texts.of("%s (%s)", question, answer));
        }
      }
    }
    return empty;
  }

  // As Grafana fills in a variable of which several values are chosen.
  private static Map<String, String> values(DashboardFile dashboard, PrometheusProbe prometheus) {
    var values = new LinkedHashMap<String, String>();
    dashboard
        .variables()
        .forEach(
            (name, choice) ->
                values.put(
                    name,
                    String.join("|", prometheus.labelValues(choice.label(), choice.series()))));
    return values;
  }
}
