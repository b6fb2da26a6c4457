package kubetraining.extender;

/**
 * The bytes of one request, in a buffer that may be longer than they are.
 *
 * @param length how many of the bytes belong to it
 */
record Body(byte[] bytes, int length) {}
