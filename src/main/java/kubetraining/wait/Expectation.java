package kubetraining.wait;

import java.io.Serializable;

/**
 * What was expected and did not come true, as failures of all kinds carry it.
 *
 * @param fault in which way
 * @param expected what should have been seen
 * @param seen what was seen instead, last
 */
public record Expectation(Fault fault, String expected, String seen) implements Serializable {}
