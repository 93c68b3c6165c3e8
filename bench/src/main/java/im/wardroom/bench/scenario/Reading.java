// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

/// One figure of one run.
///
/// @param measure what it is
/// @param better which way is good; [Better#NEITHER] is for what only explains
public record Reading(String measure, String unit, double value, Better better) {

    public enum Better {
        MORE,
        LESS,
        NEITHER
    }

    static Reading more(String measure, String unit, double value) {
        return new Reading(measure, unit, value, Better.MORE);
    }

    static Reading less(String measure, String unit, double value) {
        return new Reading(measure, unit, value, Better.LESS);
    }

    static Reading note(String measure, String unit, double value) {
        return new Reading(measure, unit, value, Better.NEITHER);
    }
}
