// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

/// Ends a stream with a stream error. Caught in one place, where bytes enter the stream.
public final class StreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StreamError error;

    public StreamException(StreamError error) {
        super(
                error.text() == null
                        ? error.condition().element()
                        : error.condition().element() + ": " + error.text(),
                null,
                false,
                false);
        this.error = error;
    }

    public StreamException(StreamError.Condition condition, String text) {
        this(StreamError.of(condition, text));
    }

    public StreamError error() {
        return error;
    }
}
