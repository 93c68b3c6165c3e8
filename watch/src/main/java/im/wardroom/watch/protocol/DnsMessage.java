// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A question to DNS or an answer (RFC 1035). Names may be cut by what is there; no more than `MOST` records are read.
///
/// @param isAnswer whether it is one
/// @param code how it went: 0 is well
public record DnsMessage(int id, boolean isAnswer, int code, List<Question> questions, List<Answer> answers) {

    public static final int A = 1;
    public static final int CNAME = 5;
    public static final int PTR = 12;
    public static final int AAAA = 28;
    public static final int SVCB = 64;
    public static final int HTTPS = 65;

    private static final long IPV4 = 0xFFFF_0000_0000L;
    private static final int HEADER = 12;
    private static final int MOST = 64;
    private static final int MOST_JUMPS = 16;
    private static final int LONGEST_NAME = 253;
    private static final int USUAL_NAME = 48;

    /// What is asked.
    public record Question(String name, int type) {}

    /// What is answered: an address as two halves (IPv4 as `::ffff:a.b.c.d`), or another name.
    public record Answer(String name, int type, long seconds, long high, long low, Optional<String> target) {

        public boolean isAddress() {
            return type == A || type == AAAA;
        }
    }

    public DnsMessage {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
    }

    /// @return a message with one question or more; empty if this is none
    public static Optional<DnsMessage> read(byte[] bytes, int from, int to) {
        return read(bytes, from, to, true);
    }

    /// The same without what is answered, which most do not want to know.
    public static Optional<DnsMessage> readQuestions(byte[] bytes, int from, int to) {
        return read(bytes, from, to, false);
    }

    private static Optional<DnsMessage> read(byte[] bytes, int from, int to, boolean withAnswers) {
        Cursor in = new Cursor(bytes, from, to);
        if (in.left() < HEADER + 5) {
            return Optional.empty();
        }
        int id = in.u16();
        int flags = in.u16();
        int questions = in.u16();
        int answers = in.u16();
        int others = in.u16() + in.u16();
        boolean answer = flags >> 15 != 0;
        if (!isPlausible(flags, questions, answers, others)) {
            return Optional.empty();
        }
        List<Question> asked = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            Optional<String> name = name(in, bytes, from);
            int type = in.u16();
            int network = in.u16() & 0x7FFF;
            if (name.isEmpty() || in.isCut() || network != 1 && network != 3 && network != 255) {
                return Optional.empty();
            }
            asked.add(new Question(name.get(), type));
        }
        List<Answer> answered = withAnswers ? answers(in, bytes, from, answers) : List.of();
        return Optional.of(new DnsMessage(id, answer, flags & 0xF, asked, answered));
    }

    private static boolean isPlausible(int flags, int questions, int answers, int others) {
        int operation = flags >> 11 & 0xF;
        boolean answer = flags >> 15 != 0;
        return operation == 0
                && (flags & 0x40) == 0
                && questions >= 1
                && questions <= 4
                && answers <= 512
                && others <= 1024
                && (answer || answers == 0);
    }

    /// @return the questions and answers of a message over TCP, whose length goes before it
    public static Optional<DnsMessage> readStream(byte[] bytes, int from, int to) {
        return stream(bytes, from, to, true);
    }

    /// The same without what is answered.
    public static Optional<DnsMessage> readStreamQuestions(byte[] bytes, int from, int to) {
        return stream(bytes, from, to, false);
    }

    private static Optional<DnsMessage> stream(byte[] bytes, int from, int to, boolean withAnswers) {
        if (to - from < HEADER + 2) {
            return Optional.empty();
        }
        int length = (bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF;
        return length < HEADER ? Optional.empty() : read(bytes, from + 2, Math.min(to, from + 2 + length), withAnswers);
    }

    private static List<Answer> answers(Cursor in, byte[] bytes, int from, int count) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST); i++) {
            Optional<String> name = name(in, bytes, from);
            int type = in.u16();
            in.skip(2);
            long seconds = in.u32();
            int length = in.u16();
            if (name.isEmpty() || in.isCut() || length > in.left()) {
                break;
            }
            answers.add(answer(name.get(), type, seconds, in, length, bytes, from));
        }
        return answers;
    }

    private static Answer answer(String name, int type, long seconds, Cursor in, int length, byte[] bytes, int from) {
        Cursor value = in.part(length);
        if (type == A && length == 4) {
            return new Answer(name, type, seconds, 0, IPV4 | value.u32(), Optional.empty());
        }
        if (type == AAAA && length == 16) {
            return new Answer(name, type, seconds, value.i64(), value.i64(), Optional.empty());
        }
        if (type == CNAME || type == PTR) {
            return new Answer(name, type, seconds, 0, 0, name(value, bytes, from));
        }
        return new Answer(name, type == A || type == AAAA ? 0 : type, seconds, 0, 0, Optional.empty());
    }

    /// RFC 1035 §4.1.4: a name may go on elsewhere in the message. Each jump must go backwards, so it ends.
    private static Optional<String> name(Cursor in, byte[] bytes, int from) {
        StringBuilder name = new StringBuilder(USUAL_NAME);
        Cursor here = in;
        int lowest = in.at();
        for (int jumps = 0; ; ) {
            int length = here.u8();
            if (here.isCut()) {
                return Optional.empty();
            }
            if (length == 0) {
                return Optional.of(HostName.canonical(name.toString()));
            }
            if (length >= 0xC0) {
                int to = from + ((length & 0x3F) << 8 | here.u8());
                if (here.isCut() || to >= lowest || ++jumps > MOST_JUMPS) {
                    return Optional.empty();
                }
                lowest = to;
                here = new Cursor(bytes, to, in.end());
            } else if (length > 63 || name.length() + length > LONGEST_NAME) {
                return Optional.empty();
            } else {
                if (!name.isEmpty()) {
                    name.append('.');
                }
                here.appendText(length, name);
            }
        }
    }
}
