// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.guard.Glance;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// Knows one kind of thing in a text. Thread-safe, without state.
public interface Recogniser {

    /// A part of a reading.
    record Span(int start, int end) {}

    /// Whether it could be in words that [Glance#isBland()].
    default boolean mayBeBland() {
        return true;
    }

    /// Whether it could be in such words at all; costs next to nothing.
    default boolean mayBeIn(Glance words) {
        return true;
    }

    /// Where it is, in order and without overlaps.
    List<Span> find(Reading reading);

    /// Two that are the same count once.
    default String identity(Reading reading, Span span) {
        return reading.plain().substring(span.start(), span.end());
    }

    /// Whether what stands in such an element is a text that it looks into.
    default boolean reads(Element element) {
        return true;
    }

    /// Whether the element is one of those things by what it means.
    default boolean isOne(Element element) {
        return false;
    }
}
