// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

/// The specification that a feature implements; the source of `doap.xml` and of the tables in the documents.
///
/// @param status what of it is there
public record Specification(String number, String version, Status status, String note) {

    public enum Status {
        COMPLETE,
        PARTIAL
    }

    public static Specification xep(int number, String version) {
        return new Specification("XEP-%04d".formatted(number), version, Status.COMPLETE, "");
    }

    public static Specification rfc(int number) {
        return new Specification("RFC " + number, "", Status.COMPLETE, "");
    }

    public Specification partial(String missing) {
        return new Specification(number, version, Status.PARTIAL, missing);
    }
}
