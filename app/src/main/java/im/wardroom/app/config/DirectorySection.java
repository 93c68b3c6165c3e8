// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// The directory in which people of a domain find each other.
public record DirectorySection(
        @Doc("Whether there is one.") @Default("true") boolean enabled,

        @Doc("What its domain is called in front of the server's: \"directory\" makes directory.example.org.")
        @Default("directory")
        String label,

        @Doc(
                "Who is in it: everybody who has not said no, or volunteers. Where strangers can make accounts, \"everybody\" lets them read it.")
        @Default("everybody")
        Listed listed,

        @Doc("How many people one search finds at most.") @Default("50") @Between(min = "1", max = "500")
        int maxResults)
        implements Checked {

    /// Who is in it.
    public enum Listed {
        EVERYBODY,
        VOLUNTEERS
    }

    @Override
    public void check(Findings findings) {
        Labels.check("label", label, "directory", findings);
    }
}
