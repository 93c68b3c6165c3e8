// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What endings of names, and declared media types, claim. Pure functions.
final class Endings {

    private static final Map<FileClass, String> BY_CLASS = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    FileClass.IMAGE, "jpg jpeg jpe jfif png gif webp avif bmp dib heic heif tif tiff ico svg svgz jxl"),
            Map.entry(FileClass.SOUND, "mp3 ogg oga opus m4a aac wav flac amr wma mka mid midi aif aiff caf"),
            Map.entry(FileClass.FILM, "mp4 m4v webm mov avi mkv mpg mpeg ogv wmv 3gp flv"),
            Map.entry(
                    FileClass.TEXT,
                    "txt text log md csv tsv json yaml yml toml ini conf cfg xml sql c h cpp java kt go rs css tex diff"
                            + " patch ics vcf srt eml asc properties"),
            Map.entry(
                    FileClass.DOCUMENT,
                    "pdf doc docx dot dotx xls xlsx xlt xltx xlsb ppt pptx pps ppsx pot potx odt ods odp odg ott rtf epub"
                            + " pages numbers key vsd vsdx pub msg ps eps wpd xps oxps"),
            Map.entry(
                    FileClass.ACTIVE_DOCUMENT,
                    "docm dotm xlsm xltm xlam xla xll pptm potm ppam ppsm sldm one onepkg chm hlp slk iqy oqy rqy dqy wll"
                            + " accda accde mde ade"),
            Map.entry(FileClass.PAGE, "html htm xhtml xht mht mhtml shtml"),
            Map.entry(
                    FileClass.ARCHIVE,
                    "zip zipx 7z rar tar gz tgz bz2 tbz tbz2 xz txz lzma lz4 zst tzst z cab arj lha lzh ace cpio"),
            Map.entry(FileClass.ENCRYPTED, "pgp gpg age p7m"),
            Map.entry(
                    FileClass.EXECUTABLE,
                    "exe com scr pif dll sys drv ocx cpl msi msp mst msix msixbundle appx appxbundle jar war ear class jnlp"
                            + " apk aab xapk dex ipa app deb rpm pkg mpkg run elf so dylib ko gadget efi xpi"
                            + " crx vsix snap flatpak appimage swf air wasm msc ax bpl xbap application"),
            Map.entry(
                    FileClass.SCRIPT,
                    "bat cmd vbs vbe vb js jse mjs ws wsf wsh wsc hta ps1 psm1 psd1 ps1xml ps2 psc1 cdxml sh bash zsh csh"
                            + " ksh fish command workflow scpt scptd applescript py pyc pyw pyz pl rb php lua ahk au3"
                            + " reg inf ins isp sct msh msh1 msh2 mshxml"),
            Map.entry(
                    FileClass.SHORTCUT,
                    "lnk url desktop webloc inetloc fileloc scf library-ms search-ms searchconnector-ms settingcontent-ms"
                            + " appref-ms rdp theme themepack diagcab website shs shb"),
            Map.entry(
                    FileClass.DISK_IMAGE,
                    "iso img ima vhd vhdx vmdk vdi qcow2 dmg sparseimage toast udf wim esd nrg")));

    private static final Map<String, FileClass> BY_ENDING = new HashMap<>();

    static {
        BY_CLASS.forEach(
                (type, endings) -> List.of(endings.split(" ", -1)).forEach(ending -> BY_ENDING.put(ending, type)));
    }

    private Endings() {}

    static Optional<FileClass> of(String ending) {
        return Optional.ofNullable(BY_ENDING.get(ending));
    }

    /// What a media type that somebody declares claims; empty if it claims nothing.
    static Optional<FileClass> ofType(String declared) {
        String type = declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return switch (type.substring(0, slash)) {
            case "image" -> Optional.of(FileClass.IMAGE);
            case "audio" -> Optional.of(FileClass.SOUND);
            case "video" -> Optional.of(FileClass.FILM);
            case "text" -> Optional.of(ofText(type.substring(slash + 1)));
            case "application" -> ofApplication(type.substring(slash + 1));
            default -> Optional.empty();
        };
    }

    private static FileClass ofText(String subtype) {
        return switch (subtype) {
            case "html" -> FileClass.PAGE;
            case "javascript",
                    "ecmascript",
                    "vbscript",
                    "x-python",
                    "x-script.python",
                    "x-sh",
                    "x-shellscript",
                    "x-perl" -> FileClass.SCRIPT;
            case "rtf" -> FileClass.DOCUMENT;
            default -> FileClass.TEXT;
        };
    }

    private static Optional<FileClass> ofApplication(String subtype) {
        if (subtype.contains("macroenabled")) {
            return Optional.of(FileClass.ACTIVE_DOCUMENT);
        }
        if (subtype.startsWith("vnd.openxmlformats") || subtype.startsWith("vnd.oasis.opendocument")) {
            return Optional.of(FileClass.DOCUMENT);
        }
        return Optional.ofNullable(
                switch (subtype) {
                    case "pdf", "msword", "rtf", "vnd.ms-excel", "vnd.ms-powerpoint", "postscript", "epub+zip" ->
                        FileClass.DOCUMENT;
                    case "xhtml+xml" -> FileClass.PAGE;
                    case "json", "xml", "sql", "yaml" -> FileClass.TEXT;
                    case "zip",
                            "x-zip-compressed",
                            "gzip",
                            "x-gzip",
                            "x-tar",
                            "x-7z-compressed",
                            "x-xz",
                            "x-bzip2",
                            "vnd.rar",
                            "x-rar-compressed",
                            "x-rar",
                            "zstd" -> FileClass.ARCHIVE;
                    case "pgp-encrypted", "pkcs7-mime" -> FileClass.ENCRYPTED;
                    case "javascript",
                            "ecmascript",
                            "x-javascript",
                            "x-sh",
                            "x-bat",
                            "x-csh",
                            "x-httpd-php",
                            "hta",
                            "x-python-code" -> FileClass.SCRIPT;
                    case "x-msdownload",
                            "x-msdos-program",
                            "x-dosexec",
                            "x-executable",
                            "x-elf",
                            "x-sharedlib",
                            "vnd.microsoft.portable-executable",
                            "x-mach-binary",
                            "x-msi",
                            "x-ms-installer",
                            "java-archive",
                            "java-vm",
                            "x-java-applet",
                            "vnd.android.package-archive",
                            "vnd.debian.binary-package",
                            "x-debian-package",
                            "x-rpm",
                            "x-shockwave-flash",
                            "x-chrome-extension",
                            "x-xpinstall",
                            "wasm" -> FileClass.EXECUTABLE;
                    case "x-ms-shortcut", "x-mswinurl", "x-desktop" -> FileClass.SHORTCUT;
                    case "x-iso9660-image", "x-apple-diskimage", "x-virtualbox-vhd" -> FileClass.DISK_IMAGE;
                    default -> null;
                });
    }
}
