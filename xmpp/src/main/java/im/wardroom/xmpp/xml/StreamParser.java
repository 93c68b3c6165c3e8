// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import im.wardroom.xmpp.stanza.StreamException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a stream of XML incrementally and never blocks: bytes are fed, events are pulled. Strict in what it
/// takes (RFC 6120 §11), whatever the pieces are in which it comes; keeps no buffer between stanzas.
/// Not thread-safe.
///
/// A caller pulls until nothing comes before it feeds again: then no more is held than one stanza's limit
/// and what was fed last.
public final class StreamParser {

    private static final int HEADER_BYTES = 8192;
    private static final byte[] NO_NAME = {};

    private enum Phase {
        /// An XML declaration may come.
        START,
        /// The stream's header must come.
        PROLOG,
        OPEN,
        /// The header was an empty element.
        ENDING,
        CLOSED
    }

    private final Tokenizer tokens = new Tokenizer();
    private XmlLimits limits;
    private NamespaceScope scope = new NamespaceScope();
    private Phase phase = Phase.START;
    private byte[] headerName = NO_NAME;
    private @Nullable TreeBuilder stanza;
    private @Nullable StreamException failure;

    public StreamParser(XmlLimits limits) {
        this.limits = limits;
    }

    /// Other limits for what was not read yet.
    public void limit(XmlLimits changed) {
        limits = changed;
    }

    /// Appends bytes; they are copied. After a failure they are dropped.
    public void feed(byte[] source, int offset, int length) {
        if (failure == null) {
            tokens.feed(source, offset, length);
        }
    }

    /// The next complete event, or null if more bytes are needed.
    ///
    /// @throws StreamException if the input is not allowed; then at each later call, too
    public @Nullable StreamEvent next() {
        if (failure != null) {
            throw failure;
        }
        try {
            return read();
        } catch (StreamException e) {
            failure = e;
            stanza = null;
            tokens.clear();
            throw e;
        }
    }

    /// Expects a new stream header next, from the bytes that are not read yet (RFC 6120 §4.3.3).
    public void restart() {
        tokens.rewind();
        scope = new NamespaceScope();
        phase = Phase.START;
        headerName = NO_NAME;
        stanza = null;
    }

    /// Bytes that were fed and not yet read as events.
    public int pending() {
        return tokens.pending();
    }

    private @Nullable StreamEvent read() {
        if (phase == Phase.ENDING) {
            phase = Phase.CLOSED;
            return new StreamEvent.Closed();
        }
        while (true) {
            if (stanza == null) {
                passSpace();
            }
            int limit = limit();
            Tokenizer.Token token = tokens.next(limit);
            if (phase != Phase.START && tokens.isInstruction()) {
                throw Violation.restricted("Processing instructions are not allowed.");
            }
            if (token == Tokenizer.Token.NONE) {
                if (tokens.pending() > limit) {
                    throw tooBig();
                }
                return null;
            }
            StreamEvent event = stanza == null ? outer(token) : inner(stanza, token);
            if (event != null) {
                return event;
            }
        }
    }

    private int limit() {
        return phase == Phase.OPEN ? limits.stanzaBytes() : Math.min(limits.stanzaBytes(), HEADER_BYTES);
    }

    private StreamException tooBig() {
        return phase == Phase.OPEN
                ? Violation.stanzaTooBig()
                : Violation.policy("The header of the stream is too big.");
    }

    private void passSpace() {
        int before = tokens.pending();
        int next = tokens.skipSpace();
        if (phase == Phase.START && tokens.pending() < before) {
            phase = Phase.PROLOG;
        }
        if (next < 0) {
            return;
        }
        if (phase == Phase.CLOSED || phase != Phase.OPEN && next != '<') {
            throw Violation.notWellFormed("There is something outside of the stream.");
        }
        if (next != '<') {
            throw Violation.format("There is text between stanzas.");
        }
    }

    /// A token that is not part of a stanza yet.
    private @Nullable StreamEvent outer(Tokenizer.Token token) {
        return switch (token) {
            case INSTRUCTION -> declaration();
            case START_TAG -> phase == Phase.OPEN ? firstTag() : header();
            case END_TAG -> end();
            case CDATA, TEXT ->
                throw phase == Phase.OPEN
                        ? Violation.format("There is text between stanzas.")
                        : Violation.notWellFormed("There is something outside of the stream.");
            case NONE -> null;
        };
    }

    private @Nullable StreamEvent declaration() {
        XmlDeclaration.check(tokens.buffer(), tokens.from(), tokens.to());
        tokens.release();
        phase = Phase.PROLOG;
        return null;
    }

    private StreamEvent header() {
        Tag tag = TagReader.read(tokens.buffer(), tokens.from(), tokens.to(), limits);
        ResolvedTag resolved = ResolvedTag.of(tag, scope, 0);
        int nameFrom = tokens.from() + 1;
        headerName = Arrays.copyOfRange(tokens.buffer(), nameFrom, nameFrom + tag.nameLength());
        tokens.release();
        phase = tag.isEmpty() ? Phase.ENDING : Phase.OPEN;
        Element header =
                new OpenElement(resolved.namespace(), tag.name().local(), resolved.attributes(), 0, 0).close(null);
        return new StreamEvent.Opened(header, scope.resolve("").namespace());
    }

    private StreamEvent end() {
        if (phase != Phase.OPEN) {
            throw Violation.notWellFormed("An end tag does not match.");
        }
        TreeBuilder.checkName(headerName, 0, headerName.length, tokens);
        tokens.release();
        phase = Phase.CLOSED;
        return new StreamEvent.Closed();
    }

    private @Nullable StreamEvent firstTag() {
        TreeBuilder builder = new TreeBuilder(scope);
        stanza = builder;
        return received(builder.startTag(tokens, limits));
    }

    private @Nullable StreamEvent inner(TreeBuilder builder, Tokenizer.Token token) {
        switch (token) {
            case START_TAG -> {
                return received(builder.startTag(tokens, limits));
            }
            case END_TAG -> {
                return received(builder.endTag(tokens));
            }
            case TEXT -> builder.text(tokens);
            case CDATA -> builder.cdata(tokens);
            case INSTRUCTION, NONE -> throw new IllegalStateException("not a part of a stanza: " + token);
        }
        return null;
    }

    private @Nullable StreamEvent received(@Nullable Element element) {
        if (element == null) {
            return null;
        }
        stanza = null;
        tokens.release();
        return new StreamEvent.Received(element);
    }
}
