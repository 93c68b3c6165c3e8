// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

/// Something that a stanza carries and that can spread. People write it as `link:evil.example/a`, `file:sha256:…`,
/// `file:tlsh:T1…` or `text:…`.
public sealed interface Artefact permits Link, FilePrint, Template {

    /// As people write it; [#parse] reads it.
    String spelling();

    /// @throws IllegalArgumentException with a sentence for whoever typed it
    static Artefact parse(String spelling) {
        int colon = spelling.indexOf(':');
        String rest = spelling.substring(colon + 1).strip();
        return switch (colon < 0 ? "" : spelling.substring(0, colon).strip()) {
            case "link" -> Link.typed(rest);
            case "file" -> FilePrint.typed(rest);
            case "text" -> Template.typed(rest);
            default ->
                throw new IllegalArgumentException("An artefact begins with link:, file: or text:, as in"
                        + " link:evil.example/a, file:sha256:… or text:…; this is: " + spelling);
        };
    }
}
