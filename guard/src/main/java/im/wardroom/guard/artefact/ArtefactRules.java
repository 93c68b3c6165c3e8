// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.Set;

/// Which links and files can do harm at all.
///
/// @param ownHosts of the organisation, with everything below them: links there are never looked at
/// @param uploadHosts of the own upload service: a link there is the file behind it
/// @param openHosts where anybody can publish, or hide where a link leads: each link there counts for itself,
///     however many others are shared daily
/// @param activeEndings of names of files that may run something when they are opened
public record ArtefactRules(
        Set<String> ownHosts, Set<String> uploadHosts, Set<String> openHosts, Set<String> activeEndings) {

    private static final Set<String> OPEN = Set.of(
            // Shorten what is behind them.
            "adf.ly",
            "bit.ly",
            "bitly.com",
            "buff.ly",
            "cutt.ly",
            "dlvr.it",
            "goo.gl",
            "g.co",
            "is.gd",
            "lnkd.in",
            "ow.ly",
            "qr.ae",
            "rb.gy",
            "rebrand.ly",
            "s.id",
            "short.gy",
            "shorturl.at",
            "soo.gd",
            "t.co",
            "t.ly",
            "t.me",
            "tiny.cc",
            "tinyurl.com",
            "tr.im",
            "urlz.fr",
            "v.gd",
            "wa.me",
            // Keep what anybody brings.
            "1drv.ms",
            "amazonaws.com",
            "4shared.com",
            "anonfiles.com",
            "archive.org",
            "box.com",
            "catbox.moe",
            "cdn.discordapp.com",
            "discord.gg",
            "docs.google.com",
            "drive.google.com",
            "dropbox.com",
            "dropboxusercontent.com",
            "drive.usercontent.google.com",
            "file.io",
            "forms.gle",
            "forms.office.com",
            "gist.github.com",
            "gofile.io",
            "googleusercontent.com",
            "ipfs.io",
            "mediafire.com",
            "mega.nz",
            "onedrive.live.com",
            "pastebin.com",
            "pixeldrain.com",
            "raw.githubusercontent.com",
            "rentry.co",
            "sendspace.com",
            "sites.google.com",
            "storage.googleapis.com",
            "telegra.ph",
            "transfer.sh",
            "we.tl",
            "wetransfer.com");

    private static final Set<String> ACTIVE = Set.of(
            "7z",
            "ace",
            "apk",
            "appx",
            "appxbundle",
            "arj",
            "bat",
            "cab",
            "chm",
            "cmd",
            "com",
            "cpl",
            "deb",
            "dll",
            "dmg",
            "docm",
            "dotm",
            "exe",
            "gadget",
            "gz",
            "hta",
            "htm",
            "html",
            "img",
            "inf",
            "iqy",
            "iso",
            "jar",
            "jnlp",
            "js",
            "jse",
            "lnk",
            "lzh",
            "mht",
            "mhtml",
            "msc",
            "msi",
            "msix",
            "msp",
            "mst",
            "one",
            "pif",
            "pkg",
            "ppam",
            "ppsm",
            "pptm",
            "ps1",
            "psm1",
            "rar",
            "reg",
            "rpm",
            "scf",
            "scr",
            "sct",
            "settingcontent-ms",
            "sh",
            "svg",
            "tar",
            "tgz",
            "url",
            "vb",
            "vbe",
            "vbs",
            "vhd",
            "vhdx",
            "wsc",
            "wsf",
            "wsh",
            "xll",
            "xlam",
            "xlsb",
            "xlsm",
            "xltm",
            "xz",
            "zip");

    public static final ArtefactRules DEFAULT = new ArtefactRules(Set.of(), Set.of(), OPEN, ACTIVE);

    public ArtefactRules {
        ownHosts = Set.copyOf(ownHosts);
        uploadHosts = Set.copyOf(uploadHosts);
        openHosts = Set.copyOf(openHosts);
        activeEndings = Set.copyOf(activeEndings);
    }

    public ArtefactRules withOwnHosts(Set<String> hosts) {
        return new ArtefactRules(hosts, uploadHosts, openHosts, activeEndings);
    }

    public ArtefactRules withUploadHosts(Set<String> hosts) {
        return new ArtefactRules(ownHosts, hosts, openHosts, activeEndings);
    }

    boolean isOwn(String host) {
        return isAmong(ownHosts, host);
    }

    boolean isUpload(String host) {
        return isAmong(uploadHosts, host);
    }

    boolean isOpen(String host) {
        return isAmong(openHosts, host);
    }

    /// The host, or one that it is below, with or without its port.
    private static boolean isAmong(Set<String> hosts, String host) {
        if (hosts.isEmpty()) {
            return false;
        }
        int colon = host.lastIndexOf(':');
        String name = hosts.contains(host) || colon <= 0 ? host : host.substring(0, colon);
        for (int start = 0; start >= 0; start = name.indexOf('.', start) + 1) {
            if (hosts.contains(name.substring(start))) {
                return true;
            }
            if (name.indexOf('.', start) < 0) {
                return false;
            }
        }
        return false;
    }

    boolean isActive(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0
                && activeEndings.contains(name.substring(dot + 1).strip().toLowerCase(java.util.Locale.ROOT));
    }
}
