// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

/// A verdict, and how people can refer to it.
///
/// @param reference empty if it passes
public record Judgement(Verdict verdict, String reference) {

    static final Judgement PASS = new Judgement(Verdict.PASS, "");
}
