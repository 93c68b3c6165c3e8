// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Makes the tree of one stanza from its tokens. Keeps the bytes of the stanza's content where they mean the
/// same elsewhere: not if they use a prefix that is declared outside of them, or a default namespace other
/// than that of the stanza; then the content is written anew from the tree.
final class TreeBuilder {

    private static final int STANZA = 1;
    private static final byte[] EMPTY = {};

    private final NamespaceScope scope;
    private final Deque<OpenElement> open = new ArrayDeque<>(4);
    private String stanzaNamespace = "";
    private boolean isSelfContained = true;
    private int contentFrom;

    TreeBuilder(NamespaceScope scope) {
        this.scope = scope;
    }

    /// The stanza, if it is complete with this tag.
    @Nullable
    Element startTag(Tokenizer tokens, XmlLimits limits) {
        int depth = open.size() + 1;
        if (depth > limits.depth()) {
            throw Violation.policy("Elements are nested too deeply.");
        }
        Tag tag = TagReader.read(tokens.buffer(), tokens.from(), tokens.to(), limits);
        ResolvedTag resolved = ResolvedTag.of(tag, scope, depth);
        if (depth == STANZA) {
            stanzaNamespace = resolved.namespace();
            contentFrom = tokens.to() - tokens.kept();
        } else if (reachesOut(tag, resolved)) {
            isSelfContained = false;
        }
        open.push(new OpenElement(
                resolved.namespace(),
                tag.name().local(),
                resolved.attributes(),
                tokens.from() + 1 - tokens.kept(),
                tag.nameLength()));
        return tag.isEmpty() ? close(EMPTY) : null;
    }

    private boolean reachesOut(Tag tag, ResolvedTag resolved) {
        return resolved.outermostPrefix() <= STANZA
                || tag.name().prefix().isEmpty()
                        && scope.resolve("").depth() <= STANZA
                        && !resolved.namespace().equals(stanzaNamespace);
    }

    /// The stanza, if it is complete with this tag.
    @Nullable
    Element endTag(Tokenizer tokens) {
        byte[] source = tokens.buffer();
        OpenElement element = open.element();
        int nameFrom = tokens.kept() + element.nameFrom();
        checkName(source, nameFrom, element.nameLength(), tokens);
        if (open.size() > STANZA) {
            return close(null);
        }
        int from = tokens.kept() + contentFrom;
        return close(from == tokens.from() ? EMPTY : Arrays.copyOfRange(source, from, tokens.from()));
    }

    /// Whether the end tag has this name, and nothing more but white space.
    static void checkName(byte[] source, int nameFrom, int length, Tokenizer tokens) {
        byte[] buffer = tokens.buffer();
        int start = tokens.from() + 2;
        int end = tokens.to() - 1;
        while (end > start && XmlChars.isSpace(buffer[end - 1])) {
            end--;
        }
        if (!Arrays.equals(source, nameFrom, nameFrom + length, buffer, start, end)) {
            throw Violation.notWellFormed("An end tag does not match.");
        }
    }

    void text(Tokenizer tokens) {
        open.element().text(CharacterData.text(tokens.buffer(), tokens.from(), tokens.to()));
    }

    void cdata(Tokenizer tokens) {
        int opening = "<![CDATA[".length();
        int closing = "]]>".length();
        open.element().text(CharacterData.cdata(tokens.buffer(), tokens.from() + opening, tokens.to() - closing));
    }

    private @Nullable Element close(byte @Nullable [] content) {
        scope.leave(open.size());
        OpenElement closed = open.pop();
        OpenElement parent = open.peek();
        if (parent == null) {
            return closed.close(isSelfContained ? content : null);
        }
        parent.child(closed.close(null));
        return null;
    }
}
