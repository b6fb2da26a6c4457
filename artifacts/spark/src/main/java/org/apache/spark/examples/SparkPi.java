package org.apache.spark.examples;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Estimates pi by throwing darts at a square and counting those that hit the circle inside it.
 *
 * <p>Spark's own example of this name is not published as a library, so the training brings one
 * that is called the same way: the optional argument is the number of slices, that is of tasks.
 */
public final class SparkPi {
  private static final int DARTS_PER_SLICE = 100_000;

  private SparkPi() {}

  public static void main(String[] args) {
    int slices = args.length > 0 ? Integer.parseInt(args[0]) : 2;
    List<Integer> numbers = IntStream.range(0, slices).boxed().toList();
    try (var spark = new JavaSparkContext(new SparkConf().setAppName("Spark Pi"))) {
      long hits =
          spark.parallelize(numbers, slices).map(slice -> hits(DARTS_PER_SLICE)).reduce(Long::sum);
      double darts = (double) slices * DARTS_PER_SLICE;
      System.out.println("Pi is roughly " + 4 * hits / darts);
    }
  }

  private static long hits(int darts) {
    var random = ThreadLocalRandom.current();
    long hits = 0;
    for (int dart = 0; dart < darts; dart++) {
      double x = random.nextDouble(-1, 1);
      double y = random.nextDouble(-1, 1);
      if (x * x + y * y <= 1) {
        hits++;
      }
    }
    return hits;
  }
}
