// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// Files that people upload.
public record UploadsSection(
        @Doc("Whether people can upload files; it needs listen.https.") @Default("true")
        boolean enabled,

        @Doc("What the domain of the service is called in front of the server's.") @Default("upload")
        String label,

        @Doc("How large one file may be.") @Default("100MiB") @Between(min = "1KiB", max = "1024GiB")
        ByteSize maxSize,

        @Doc("How much all files of one account may take; a file that would be too much is refused.")
        @Default("2GiB")
        @Between(min = "1KiB", max = "1024GiB")
        ByteSize perAccount,

        @Doc("How many files one account may have.") @Default("10000") @Between(min = "1", max = "10000000")
        int filesPerAccount,

        @Doc("How long files that were sent in messages are kept; pictures of people stay.") @Default("365d")
        KeepFor keepFor,

        @Doc("How many files are taken in at the same time.") @Default("200") @Between(min = "1", max = "10000")
        int atOnce,

        @Doc("An object store instead of a folder in the data folder: anything that speaks S3.")
        S3Section s3)
        implements Checked {

    @Override
    public void check(Findings findings) {
        Labels.check("label", label, "upload", findings);
        if (maxSize.compareTo(perAccount) > 0) {
            findings.add("max-size", '"' + maxSize.toString() + '"', "no more than per-account");
        }
    }
}
