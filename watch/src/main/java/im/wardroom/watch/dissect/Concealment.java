// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import java.util.Locale;

/// A flow hides what it is for; said as such, and not guessed at.
public record Concealment(Cover cover, Via via, String evidence) implements Finding {

    @Override
    public String subject() {
        return "(" + cover.id() + ")";
    }

    @Override
    public boolean isSame(Finding other) {
        return other instanceof Concealment another && cover == another.cover;
    }

    public enum Cover {
        ENCRYPTED_CLIENT_HELLO,
        ENCRYPTED_DNS,
        TUNNEL;

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
