package kubetraining.component;

import java.util.List;

/** A component cannot be put into the cluster: names that it needs are taken by somebody else. */
public final class NotOursException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotOursException(List<ForeignObject> foreign) {
    super(
        "names that this section needs are taken by objects that do not belong to this training;"
            + " none was touched: "
            + ForeignObject.inWords(foreign));
  }

  /** Goes on only if there are none of these. */
  public static void throwIfAny(List<ForeignObject> foreign) {
    if (!foreign.isEmpty()) {
      throw new NotOursException(foreign);
    }
  }
}
