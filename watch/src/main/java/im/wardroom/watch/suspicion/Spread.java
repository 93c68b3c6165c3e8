// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

/// How much the last of a row of numbers differ from each other. People's pauses and words differ by orders of
/// magnitude, a program's by what it was told to vary: so it is the logarithms that are compared.
final class Spread {

    private final double[] logarithms;
    private int count;

    Spread(int kept) {
        logarithms = new double[kept];
    }

    void add(double value) {
        logarithms[count++ % logarithms.length] = Math.log(Math.max(value, 1e-9));
    }

    /// As many as are kept were added.
    boolean isFull() {
        return count >= logarithms.length;
    }

    /// The standard deviation of the logarithms: 0.1 is about a tenth more or less.
    double deviation() {
        double mean = mean();
        double sum = 0;
        for (double logarithm : logarithms) {
            sum += (logarithm - mean) * (logarithm - mean);
        }
        return Math.sqrt(sum / logarithms.length);
    }

    /// The geometric mean.
    double middle() {
        return Math.exp(mean());
    }

    private double mean() {
        double sum = 0;
        for (double logarithm : logarithms) {
            sum += logarithm;
        }
        return sum / logarithms.length;
    }
}
