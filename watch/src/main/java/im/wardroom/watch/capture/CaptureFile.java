// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Opens a capture, of whichever kind it is.
public final class CaptureFile {

    private static final int GZIP = 0x1f8b;

    private CaptureFile() {}

    public static Capture open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return open(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// The stream belongs to the capture from now on, unless this throws.
    public static Capture open(InputStream in) throws IOException {
        return open(in, true);
    }

    private static Capture open(InputStream in, boolean mayBePacked) throws IOException {
        Source source = new Source(in);
        if (!source.has(4)) {
            throw new CaptureFormatException(source.there() == 0 ? "the file is empty" : "the file is too short");
        }
        if (mayBePacked && source.u16(0) == GZIP) {
            return open(new GZIPInputStream(source.rest()), false);
        }
        int magic = source.i32(0);
        if (magic == PcapngFile.SECTION) {
            return new PcapngFile(source);
        }
        if (isPcap(magic)) {
            return new PcapFile(source, magic);
        }
        source.setLittle(true);
        if (isPcap(source.i32(0))) {
            return new PcapFile(source, source.i32(0));
        }
        throw new CaptureFormatException("neither pcap nor pcapng: it begins with %08x".formatted(magic));
    }

    private static boolean isPcap(int magic) {
        return magic == PcapFile.MICROS || magic == PcapFile.NANOS || magic == PcapFile.MODIFIED;
    }
}
