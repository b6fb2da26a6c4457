package kubetraining.lab;

/**
 * The container engine that a lab's machines are on, so that no other is taken for it.
 *
 * @param id what the engine calls itself; it keeps that over restarts
 * @param data the folder of its data, since engines of one computer may share an id
 * @param address where it answered when the lab was made, as {@code DOCKER_HOST} writes it
 */
public record LabEngine(String id, String data, String address) {

  /** Whether both are one engine, reached at whatever address. */
  public boolean is(LabEngine other) {
    return id.equals(other.id) && data.equals(other.data);
  }
}
