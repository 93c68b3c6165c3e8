// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.brand;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A picture that stands for the installation. The array is not to be changed.
///
/// @param type its media type, found out from its content
public record Logo(String type, byte[] content) {

    public static final int MAX_BYTES = 256 * 1024;

    private static final String SVG = "http://www.w3.org/2000/svg";

    /// @throws IOException in words for the administrator, if it cannot be read or is no picture of a type that is
    ///     allowed
    public static Logo read(Path file) throws IOException {
        byte[] content = content(file);
        if (content.length > MAX_BYTES) {
            throw new IOException("the logo " + file + " is larger than " + MAX_BYTES / 1024
                    + " KiB, and every visitor loads it; make it smaller");
        }
        return new Logo(type(file, content), content);
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("the logo " + file + " does not exist", e);
        } catch (IOException e) {
            throw new IOException("the logo " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String type(Path file, byte[] content) throws IOException {
        if (has(content, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return "image/png";
        }
        if (has(content, 0, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        }
        if (has(content, 0, 'R', 'I', 'F', 'F') && has(content, 8, 'W', 'E', 'B', 'P')) {
            return "image/webp";
        }
        if (isSvg(content)) {
            return "image/svg+xml";
        }
        throw new IOException("the logo " + file + " is not a PNG, JPEG, WebP or SVG picture");
    }

    private static boolean has(byte[] content, int at, int... bytes) {
        if (content.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((content[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /// Well-formed to its end. What is in it is not looked at: whoever serves it sees to it that nothing runs.
    private static boolean isSvg(byte[] content) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            boolean svg = false;
            for (int depth = 0; reader.hasNext(); ) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT && depth++ == 0) {
                    svg = SVG.equals(reader.getNamespaceURI())
                            && reader.getLocalName().equals("svg");
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
            return svg;
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
