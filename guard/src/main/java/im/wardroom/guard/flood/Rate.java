// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

/// How much may come: so much at once, and then so much in a second.
///
/// @param perSecond over a long time
/// @param burst at once, after a quiet time
public record Rate(double perSecond, double burst) {

    public Rate {
        if (!(perSecond > 0) || !(burst >= 1)) {
            throw new IllegalArgumentException("a rate lets something through");
        }
    }

    Rate times(double factor) {
        return new Rate(perSecond * factor, burst * factor);
    }

    /// How long one unit takes to be there again, in microseconds.
    double unit() {
        return 1e6 / perSecond;
    }
}
