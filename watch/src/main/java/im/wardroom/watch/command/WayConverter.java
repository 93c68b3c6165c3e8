// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.live.Way;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the way that packets take.
final class WayConverter implements ITypeConverter<Way> {

    @Override
    public Way convert(String text) {
        return Arrays.stream(Way.values())
                .filter(way -> way.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + Arrays.stream(Way.values()).map(Way::id).collect(Collectors.joining(", "))));
    }
}
