// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.octet.Octets;
import im.wardroom.watch.service.Service;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Telegram over TCP: the transports of MTProto (<https://core.telegram.org/mtproto/mtproto-transports>), obfuscated or
/// not. The obfuscation hides from who compares bytes, not from who reads the document: the key is in the first 64
/// octets, and what it decrypts names the transport. What goes through a proxy with a secret is not found. One object
/// belongs to one thread.
final class Telegram implements Dissector {

    private static final int OBFUSCATION = 64;
    private static final int ABRIDGED = 0xefefefef;
    private static final int INTERMEDIATE = 0xeeeeeeee;
    private static final int PADDED = 0xdddddddd;
    /// The first requests of all, which are not encrypted: `req_pq`, `req_pq_multi`.
    private static final int REQ_PQ = 0x60469778;
    private static final int REQ_PQ_MULTI = 0xbe7e8ef1;

    private static final int HEAD = 0x48454144;
    private static final int POST = 0x504f5354;
    private static final int GET = 0x47455420;
    private static final int OPTIONS = 0x4f505449;
    /// The beginning of a record with a ClientHello.
    private static final int TLS = 0x160301;

    private static final int BLOCK = 16;
    private static final int BLOCKS_BEFORE = 3;

    private final Cipher cipher = aes();
    private final byte[] counter = new byte[BLOCK];
    private final byte[] stream = new byte[BLOCK];

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public Answer look(Look look) {
        Excerpt said = look.client();
        if (said.isEmpty()) {
            return Answer.MORE;
        }
        if (said.u8(0) == 0xef) {
            return abridged(said, look);
        }
        if (said.length() < 4) {
            return look.isLast() ? Answer.NO : Answer.MORE;
        }
        int tag = said.i32(0);
        if (tag == INTERMEDIATE || tag == PADDED) {
            return plain(said, 8, "MTProto's intermediate transport", look);
        }
        if (said.length() < OBFUSCATION) {
            return look.isLast() ? full(said) : Answer.MORE;
        }
        Answer full = full(said);
        return full == Answer.NO && !look.isMidway() ? obfuscated(said) : full;
    }

    /// One octet for the transport, one for the length in fours, or four.
    private static Answer abridged(Excerpt said, Look look) {
        if (said.length() < 2) {
            return Answer.MORE;
        }
        int fours = said.u8(1);
        if (fours == 0x7f) {
            return plain(said, 5, "MTProto's abridged transport", look);
        }
        Answer plain = plain(said, 2, "MTProto's abridged transport", look);
        return plain == Answer.NO ? framed(said, look) : plain;
    }

    /// What is encrypted already has to come in frames that fit.
    private static Answer framed(Excerpt said, Look look) {
        int at = 1;
        int count = 0;
        while (said.has(at, 4)) {
            int fours =
                    said.u8(at) == 0x7f ? said.u8(at + 1) | said.u8(at + 2) << 8 | said.u8(at + 3) << 16 : said.u8(at);
            int header = said.u8(at) == 0x7f ? 4 : 1;
            // The key's name, the message's, and at least one block.
            if (fours < 10 || fours > 1 << 20) {
                return Answer.NO;
            }
            at += header + fours * 4;
            count++;
        }
        boolean fits = at == said.length() && count > 0;
        if (fits && (count > 1 || !look.server().isEmpty())) {
            return Answer.found(new Detection(
                    Service.TELEGRAM,
                    Via.NATIVE,
                    Activity.CHAT,
                    Confidence.LIKELY,
                    "frames of MTProto's abridged transport"));
        }
        return look.isLast() ? Answer.NO : Answer.MORE;
    }

    /// A message that is not encrypted: a key of zero, then the message's name and length, then the request.
    private static Answer plain(Excerpt said, int at, String transport, Look look) {
        if (!said.has(at, 24)) {
            return look.isLast() ? Answer.NO : Answer.MORE;
        }
        if (isRequest(said, at)) {
            return found(Activity.SIGN_IN, transport);
        }
        if (at != 8) {
            return Answer.NO;
        }
        // Four octets that are the transport's own name, and a length that is believable.
        long length = said.u32little(4);
        return length >= 24 && length < 1 << 24 ? found(Activity.CHAT, transport) : Answer.NO;
    }

    private static boolean isRequest(Excerpt said, int at) {
        int request = (int) said.u32little(at + 20);
        return said.i64(at) == 0 && (request == REQ_PQ || request == REQ_PQ_MULTI);
    }

    /// The transport without a name: length, number 0, message, checksum.
    private static Answer full(Excerpt said) {
        boolean isFirst = said.has(8, 24) && said.u32little(0) == 12 + 40 && said.i32(4) == 0 && isRequest(said, 8);
        return isFirst ? found(Activity.SIGN_IN, "MTProto's full transport") : Answer.NO;
    }

    private Answer obfuscated(Excerpt said) {
        if (said.i32(4) == 0 || isOther(said.i32(0))) {
            return Answer.NO;
        }
        String transport = switch (decrypt(said)) {
            case ABRIDGED -> "abridged";
            case INTERMEDIATE -> "intermediate";
            case PADDED -> "padded";
            default -> "";
        };
        return transport.isEmpty()
                ? Answer.NO
                : found(Activity.CHAT, "MTProto's obfuscation, with the " + transport + " transport in it");
    }

    /// What HTTP and TLS begin with is left out by who makes the first octets, so that nobody takes it for these.
    private static boolean isOther(int tag) {
        return tag == HEAD || tag == POST || tag == GET || tag == OPTIONS || tag >>> 8 == TLS;
    }

    /// The octets from the 57th on are of the fourth block: in counter mode, that block alone tells them.
    private int decrypt(Excerpt said) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(said.bytes(), said.from() + 8, 32, "AES"));
            System.arraycopy(said.bytes(), said.from() + 40, counter, 0, BLOCK);
            for (int i = 0, carry = BLOCKS_BEFORE; i < BLOCK && carry != 0; i++) {
                int sum = (counter[BLOCK - 1 - i] & 0xff) + carry;
                counter[BLOCK - 1 - i] = (byte) sum;
                carry = sum >> 8;
            }
            cipher.update(counter, 0, BLOCK, stream, 0);
            return Octets.i32(stream, 8) ^ said.i32(56);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    private static Cipher aes() {
        try {
            return Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    private static Answer found(Activity activity, String evidence) {
        return Answer.found(Detection.ofProtocol(Service.TELEGRAM, activity, evidence));
    }
}
