import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks an extender again and again where a pod may go, with a list of nodes as large as real ones:
 * 50 images and the fields' owners in each. One request at a time, as a scheduler does.
 */
final class ExtenderLoad {
  private ExtenderLoad() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    int nodes = Integer.parseInt(arguments[1]);
    int requests = Integer.parseInt(arguments[2]);
    byte[] body = body(nodes).getBytes(StandardCharsets.UTF_8);
    byte[] head =
        "POST /filter HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(body.length)
            .getBytes(StandardCharsets.US_ASCII);
    double[] millis = new double[requests];
    int warmUp = requests / 10;
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      for (int i = -warmUp; i < requests; i++) {
        long start = System.nanoTime();
        socket.getOutputStream().write(head);
        socket.getOutputStream().write(body);
        String answer = answer(in);
        if (i >= 0) {
          millis[i] = (System.nanoTime() - start) / 1e6;
        }
        if (!answer.contains("\"items\":[{\"metadata\":{\"name\":\"node-%d\"".formatted(nodes / 2))) {
          throw new IOException("the coldest node is not in the answer: " + answer);
        }
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%d nodes, %.1f MB a request, %d requests after %d to warm up: p50 %.1f ms, p99 %.1f ms, worst %.1f ms%n",
        nodes,
        body.length / 1e6,
        requests,
        warmUp,
        millis[requests / 2],
        millis[(int) Math.ceil(requests * 0.99) - 1],
        millis[requests - 1]);
  }

  private static String answer(DataInputStream in) throws IOException {
    String status = line(in);
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).trim());
      }
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    String answer = new String(bytes, StandardCharsets.UTF_8);
    if (!status.contains(" 200 ")) {
      throw new IOException(status + ": " + answer);
    }
    return answer;
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the extender closed the connection");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static String body(int nodes) {
    return "{\"Pod\":{\"metadata\":{\"name\":\"podpi9\",\"namespace\":\"default\",\"uid\":\"5f0c\"},\"spec\":{\"containers\":[]}},\"Nodes\":{\"metadata\":{},\"items\":["
        + IntStream.range(0, nodes)
            .mapToObj(i -> node(i, i == nodes / 2 ? 1 : 20 + i % 300 / 10.0))
            .collect(Collectors.joining(","))
        + "]},\"NodeNames\":null}\n";
  }

  private static String node(int number, double temperature) {
    String images =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    "{\"names\":[\"registry.example/team-%1$d/service-%1$d@sha256:%2$064x\",\"registry.example/team-%1$d/service-%1$d:v1.%1$d.3\"],\"sizeBytes\":%3$d}"
                        .formatted(i, i * 7919L + number, 50_000_000L + i * 1_234_567L))
            .collect(Collectors.joining(","));
    String owned =
        IntStream.range(0, 24)
            .mapToObj(i -> "\"f:node.kubernetes.io/field-%d\":{\".\":{},\"f:value\":{}}".formatted(i))
            .collect(Collectors.joining(","));
    String conditions =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    "{\"type\":\"Condition%d\",\"status\":\"False\",\"lastHeartbeatTime\":\"2026-11-23T10:00:00Z\",\"lastTransitionTime\":\"2026-11-20T10:00:00Z\",\"reason\":\"KubeletHasSufficientMemory\",\"message\":\"kubelet has sufficient \\\"memory\\\" available\"}"
                        .formatted(i))
            .collect(Collectors.joining(","));
    return """
        {"metadata":{"name":"node-%1$d","uid":"1b7c%1$012d","resourceVersion":"%1$d","creationTimestamp":"2026-11-20T10:00:00Z",\
        "labels":{"beta.kubernetes.io/arch":"amd64","kubernetes.io/hostname":"node-%1$d","topology.kubernetes.io/zone":"z%1$d"},\
        "annotations":{"flannel.alpha.coreos.com/backend-data":"{\\"VNI\\":1,\\"VtepMAC\\":\\"aa:bb\\"}","nerdalize/temp":"%2$s","node.alpha.kubernetes.io/ttl":"0"},\
        "managedFields":[{"manager":"kubelet","operation":"Update","apiVersion":"v1","time":"2026-11-20T10:00:00Z","fieldsType":"FieldsV1","fieldsV1":{%3$s}},\
        {"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"2026-11-20T10:00:00Z","fieldsType":"FieldsV1","fieldsV1":{%3$s}}]},\
        "spec":{"podCIDR":"10.244.0.0/24","podCIDRs":["10.244.0.0/24"]},\
        "status":{"capacity":{"cpu":"2","memory":"4194304Ki","pods":"110"},"allocatable":{"cpu":"2","memory":"4194304Ki","pods":"110"},\
        "conditions":[%4$s],"addresses":[{"type":"InternalIP","address":"10.0.0.%1$d"}],"images":[%5$s],\
        "nodeInfo":{"kubeletVersion":"v1.36.3","osImage":"Debian"}}}"""
        .formatted(number, temperature, owned, conditions, images);
  }
}
