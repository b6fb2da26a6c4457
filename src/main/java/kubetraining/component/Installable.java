package kubetraining.component;

/** A component that a scenario may require without showing how it is made. */
public interface Installable extends Component {
  /** Whether it is there, be it only a part of it, and be it wrong. */
  boolean isThere();

  /** The commands of the guide that make it, as the trainee types them on node1. */
  String commands();

  /** Waits until it works. Nothing is repaired. */
  void awaitReady();
}
