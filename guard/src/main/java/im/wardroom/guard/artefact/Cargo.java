// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a stanza carries that could spread. Nothing is in it that cannot do harm: no plain text, no links into the
/// own house, no pictures.
///
/// @param links as they are followed: what lists of what is blocked are compared with
/// @param traces what to look for from one sender to the next; each link and file has one or more
/// @param template the wording around; null if it is too short to be recognised
public record Cargo(
        List<Link> links, List<Trace> traces, @Nullable Template template) {

    public static final Cargo NONE = new Cargo(List.of(), List.of(), null);

    public Cargo {
        links = List.copyOf(links);
        traces = List.copyOf(traces);
    }

    public boolean isEmpty() {
        return traces.isEmpty();
    }

    /// Everything that can be blocked.
    public Stream<Artefact> artefacts() {
        Stream<Artefact> found = Stream.concat(links.stream(), traces.stream().map(Trace::artefact));
        return template == null ? found : Stream.concat(found, Stream.of(template));
    }

    /// @param everyday whether it stops being suspicious when many people share it
    public record Trace(Artefact artefact, boolean everyday) {}
}
